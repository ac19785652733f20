"""One vocabulary: what is declared in language/ is declared nowhere a second time, in no module and no page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluations.language import directions, severities, states, units, words
from tests.sources import ROOT, modules, named, tree

VOCABULARY = (words, units, severities, directions, states)
DECLARED_IN = {Path(str(module.__file__)) for module in VOCABULARY}
# Colours of codes, not their words; departments knows nothing of evaluations.
ALLOWED = {
    # 不超过 of a band is no direction of a target, but the edge of a step.
    "evaluations/comparison/scheme_words.py": {"sign: 不超过"},
    "departments/templatetags/jixiao.py": {"severities: error, hint, warning"},
    # Excel's own signs in the conditions of its number formats.
    "evaluations/foreign_files/number_format.py": {"sign: <=", "sign: >=", "operators: <=, >="},
}
IN_BRACKETS = re.compile(r"（.*）$")
BUILDING_WORDS = re.compile("|".join((*words.BUILDING_LABELS.values(), "批准规模", "批准面积", "批准投资")))
SEVERITY_WORDS = re.compile("|".join(rf"(?<!填写){word}" for word in severities.SEVERITY_LABELS.values()))
# A single = stands in many a file for something else.
SIGNS = {*directions.DIRECTION_BY_SIGN, *directions.COMPARISON_SIGNS.values()} - {"=", "＝", "==", "等于"}
# Words so much our own that one alone is a second declaration.
ALONE = {words.NOT_APPLICABLE_LABEL, units.MONEY_UNIT}
UNITS = {unit for name, unit in vars(units).items() if name.endswith("_UNIT")}


def texts_in(value: object) -> Iterator[str]:
    """Every text of a table of labels."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)


def declared_labels() -> set[str]:
    """The labels of fields and states, without the unit in brackets; a label of one character is no label."""
    tables = [value for module in (words, states) for name, value in vars(module).items() if name.isupper()]
    found = {IN_BRACKETS.sub("", text) for table in tables for text in texts_in(table)}
    return {text for text in found if len(text) > 1 and not text.isascii()} - UNITS


LABELS = declared_labels()


def literals(node: ast.AST, *, pieces: bool = False) -> Iterator[str]:
    """The texts spelled in a piece of code: no docstrings, and the pieces of an f-string only where asked for."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr) and not pieces:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from literals(child, pieces=pieces)


def members(node: ast.AST) -> set[str]:
    """The texts that a table lists or maps, at any depth."""
    return set(literals(node))


def second_declarations(module: ast.Module) -> set[str]:
    """What a module declares again, in words that say which part of the vocabulary it is."""
    spelled, listed = set(literals(module, pieces=True)), members(module)
    found = {f"building: {text}" for text in spelled if BUILDING_WORDS.search(text)}
    found |= {f"severity: {text}" for text in spelled if text.strip() in severities.SEVERITY_LABELS.values()}
    found |= {f"kind: {text}" for text in spelled if text == words.EARMARKED_KIND}
    found |= {f"alone: {text}" for text in listed if text in ALONE}
    found |= {f"sign: {text}" for text in listed if text in SIGNS}
    labels = {text for text in listed if IN_BRACKETS.sub("", text) in LABELS}
    found |= {f"label: {text}" for text in labels if len(labels) > 1}
    return found | (set(repeated_codes(module)) if listed & CODES else set())


def repeated_codes(module: ast.Module) -> Iterator[str]:
    """Tables keyed by the codes of severities or directions, lists of units, and a level compared with a text."""
    for node in ast.walk(module):
        if isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set):
            yield from repeated_table(members(node))
        elif isinstance(node, ast.Compare) or isinstance(node, ast.keyword) and node.arg == "level":
            yield from (f"level: {text}" for text in members(node) & set(severities.SEVERITY_LABELS))


# Codes and how many of them in one table make a second declaration.
TABLES_OF_CODES: tuple[tuple[str, set[str], int], ...] = (
    ("severities", set(severities.SEVERITY_LABELS), 2),
    ("directions", set(directions.DIRECTION_KINDS), 3),
    ("operators", {directions.AT_LEAST, directions.AT_MOST, directions.EQUAL_TO}, 2),
    ("units", UNITS, 2),
)
CODES = set[str]().union(*(known for _, known, _ in TABLES_OF_CODES))


def repeated_table(listed: set[str]) -> Iterator[str]:
    """What one table repeats."""
    for name, known, least in TABLES_OF_CODES:
        if len(listed & known) >= least:
            yield f"{name}: {', '.join(sorted(listed & known))}"


SCANNED = sorted(path for path in modules().values() if path not in DECLARED_IN and "migrations" not in path.parts)
# What people read that is no Python: pages, and the scripts in them.
PAGES = sorted(path for path in named(".html", ".js") if path.relative_to(ROOT).parts[0] in ("templates", "static"))
OLD_TABLES = {
    "labels of a comparison": 'FIELD_LABELS = {"kind": "类别", "budget": "预算数", "goal": "年度目标"}',
    "labels of a blank": 'TARGET_BLANKS = {"target": "年度指标值", "attained": "实际完成值", "weight": "分值"}',
    "labels in calls": 'COLUMNS = (Column("三级指标", "level3"), Column("得分", "points"))',
    "labels in a class": 'class Target:\n    unit = CharField("计量单位")\n    attained = CharField("实际完成值")',
    "不适用 as an answer": 'return "不适用" if result.status == "not_applicable" else "—"',
    "the unit of money": 'if row.unit != "万元":\n    pass',
    "labels with brackets": 'LABELS = ["完成情况（定性）", "得分（定性）"]',
    "columns of a building": 'AMOUNTS = {"approved_area": ("批复规模（㎡）", "㎡")}',
    "columns of a building, worded otherwise": 'COLUMNS = {"buildings": {"approved_area": ("批准面积", "㎡")}}',
    "severities": 'CHECK_LEVEL_WORDS = {"error": "错误", "warning": "提示", "hint": "参考"}',
    "one severity in a sentence": 'print(f"提示 {name}：{hint}")',
    "a level by its code": 'wrong = [one for one in findings if one.level == "error"]',
    "a level given by its code": 'Finding(check="27", level="warning")',
    "kinds": 'PROJECT_KINDS = {"earmarked": "专项资金项目", "other": "其他项目"}',
    "signs by code": 'TARGET_KINDS = {"ge": "≥", "le": "≤", "eq": "=", "qualitative": "定性"}',
    "signs by operator": 'OPERATOR_SIGNS = {">=": "≥", "<=": "≤", "==": "="}',
    "operators": 'EQUATION_SIGNS = ("==", "<=", ">=")',
    "signs by node": 'COMPARED = {ast.Eq: "=", ast.LtE: "≤", ast.GtE: "≥"}',
    "codes of directions": 'known = Q(direction__in=["ge", "le", "eq", "qualitative"])',
    "units": 'YUAN = {"万元": Decimal(1), "元": Decimal(10_000)}',
    "states": 'LABELS = {"filing": "填报中", "handed_in": "待审核"}',
}
OLD_PAGES = (
    '<th scope="col">错误 / 提示</th>',
    "<h3>勾稽提示 {{ warnings|length }} 处</h3>",
    "<dt>批准面积</dt>",
    '{% status_tag "withdrawn" "免报" %}',
    '<td data-col="未开始">{{ cycle.waiting }}</td><td data-col="填报中">{{ cycle.filing }}</td>',
)


def repeated_in_page(text: str) -> list[str]:
    """Words of the vocabulary that a page spells itself."""
    tags = re.findall(r'status_tag "[^"]*" "[^"]*"', text)
    counted = {*states.STATUS_LABELS.values(), states.EXEMPTED_LABEL, states.NOT_BEGUN_LABEL}
    columns = set(re.findall(r'data-col="([^"]*)"', text)) & counted
    return [*SEVERITY_WORDS.findall(text), *BUILDING_WORDS.findall(text), *tags, *(columns if len(columns) > 1 else ())]


def test_no_module_declares_a_word_of_the_vocabulary_again():
    names = {str(path.relative_to(ROOT)): path for path in SCANNED}
    found = {name: second_declarations(tree(path)) - ALLOWED.get(name, set()) for name, path in names.items()}
    assert not {name: again for name, again in found.items() if again}, "take it from evaluations/language/"


def test_no_page_spells_a_severity_a_state_or_a_column_of_a_building():
    found = {str(path.relative_to(ROOT)): repeated_in_page(path.read_text()) for path in PAGES}
    assert not {name: again for name, again in found.items() if again}


@pytest.mark.parametrize("source", OLD_TABLES.values(), ids=OLD_TABLES)
def test_an_old_table_pasted_back_is_found(source):
    assert second_declarations(ast.parse(source))


@pytest.mark.parametrize("source", OLD_PAGES)
def test_an_old_heading_pasted_back_into_a_page_is_found(source):
    assert repeated_in_page(source)


@pytest.mark.parametrize(
    "source", ['"""类别 and 预算数."""', 'print(f"项目{n}：{text}")', 'ACTS = {"exempt": "免报"}', 'x == "="']
)
def test_prose_and_a_single_word_are_no_table(source):
    assert not second_declarations(ast.parse(source))


def test_no_allowance_outlives_what_it_allows():
    for name, allowed in ALLOWED.items():
        assert allowed <= second_declarations(tree(ROOT / name))
