"""What must agree inside a scheme file: names, codes, cycles; points and targets in the files beside this one. Adds to the
faults already found."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from evaluations.facts.aggregates import AGGREGATE_COLUMNS, AGGREGATE_LABELS
from evaluations.language.faults import FileFault
from evaluations.language.formulas import Formula
from evaluations.language.sentence_slots import (
    HEAD_WORDS,
    RESULT_WORDS,
    TEMPLATE_FILTERS,
    template_slots,
    unpaired_brackets,
)
from evaluations.schemes.consistency_points import (
    grade_bound_faults,
    level_weight_faults,
    project_weight_faults,
    weight_faults,
)
from evaluations.schemes.consistency_targets import (
    own_target_faults,
    project_annex_faults,
    project_section_faults,
    unknown_name,
)
from evaluations.schemes.consistency_watch import watch_faults
from evaluations.schemes.scheme import ScoringScheme, Section

BUILT_IN_TABLES = {*AGGREGATE_COLUMNS, "indicators", "targets"}
# Sums of sums and formulas over formulas: real forms have four levels; the ledger follows them by recursion.
DEEPEST_SUM = 12
# Keys of what sums of points rest on.
WEIGHTS = {"weight", "full_marks", "scored"}


def cross_check(scheme: ScoringScheme, faults: list[FileFault]) -> None:
    """Append every disagreement between the parts of a scheme.

    What could not be read would only be reported again, as a sum that does not add up or a name that nobody has.
    """
    unread = {fault.key for fault in faults}
    unfinished = [] if _nameless(scheme) else [*_codes(scheme), *_rows(scheme)]
    faults += unfinished
    faults += () if unread & WEIGHTS else weight_faults(scheme)
    if unfinished or _nameless(scheme):  # names rest on rows; checking on would only repeat the same fault elsewhere
        return
    for part, keys in PARTS:
        faults += () if unread & keys else part(scheme)


def _nameless(scheme: ScoringScheme) -> bool:
    """Whether something that others name has no code."""
    lines = [row for table in scheme.tables for row in table.rows if not row.group and not row.each]
    columns = [column for table in scheme.tables for column in table.columns]
    texts = [text for section in scheme.sections for text in section.texts]
    named = (
        *scheme.tables,
        *columns,
        *lines,
        *scheme.ratios.values(),
        *scheme.chapters,
        *scheme.sections,
        *texts,
        *scheme.project_columns,
        *scheme.target_columns,
    )
    return not all(part.code for part in named)


def _codes(scheme: ScoringScheme) -> Iterator[FileFault]:
    names = {
        "tables": [table.code for table in scheme.tables],
        "chapters": [chapter.code for chapter in scheme.chapters],
        "sections": [section.code for section in scheme.sections],
        "sections.texts": [text.code for section in scheme.sections for text in section.texts],
        "rates、indicators": [*(rate.code for rate in scheme.rates), *(i.code for i in scheme.indicators)],
        "slots": [slot.code for slot in scheme.slots],
        "project_columns": [c.code for c in scheme.project_columns],
        "target_columns": [c.code for c in scheme.target_columns],
        "tables.rows": [row.code for table in scheme.tables for row in table.rows if row.code and not row.shown],
        "数据（rows、figures）": [
            *(
                cell.figure
                for table in scheme.tables
                for row in table.rows
                if not row.shown
                for cell in row.cells
                if cell
            ),
            *(f.name for i in scheme.indicators for f in i.figures),
        ],
    }
    for where, codes in names.items():
        for code, count in Counter(code for code in codes if code).items():
            if count > 1:
                read, remedy = f"{code} 出现 {count} 次", "请给其中一个另起代码"
                yield FileFault(where=where, key="code", read=read, expected="不重复的代码", remedy=remedy)
    clash = set(scheme.ratios) & set(scheme.figures)
    for code in sorted(clash):
        yield FileFault(where="rates、indicators", key="code", read=code, expected="与数据代码不同的代码")


def _rows(scheme: ScoringScheme) -> Iterator[FileFault]:
    rows = {row.code: row for table in scheme.tables for row in table.rows if row.code and not row.shown}
    for table in scheme.tables:
        for row in table.rows:
            where = f"tables[{table.code}].rows[{row.code}]"
            if row.shown and row.code not in rows:
                yield unknown_name(where, "code", row.code, rows, "在别的表中填写的行")
            if row.of_which and row.of_which not in rows:
                yield unknown_name(where, "of_which", row.of_which, rows, "已有的行")
            for part in row.sum:
                if part not in rows:
                    yield unknown_name(where, "sum", part, rows, "已有的行")
                elif row.code == part:
                    yield FileFault(where=where, key="sum", read=part, expected="别的行", remedy="一行不能是自己的分项")


def named_formulas(scheme: ScoringScheme) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Place, key and the names of every formula in the file."""
    for rate in scheme.rates:
        yield f"rates[{rate.code}]", "formula", rate.formula.names
    for indicator in scheme.indicators:
        where = f"indicators[{indicator.code}]"
        yield from _optional(where, "formula", indicator.formula)
        yield from _optional(where, "not_applicable_when", indicator.not_applicable_when)
        yield where, "rule", getattr(indicator.rule, "names", frozenset())
    for check in scheme.checks:
        yield f"checks[{check.number}]", "equation", check.left.names | check.right.names
    for cap in scheme.caps:
        yield "caps", "when", cap.when.names
    for watch in scheme.watches:
        yield from _optional(f"watch[{watch.code}]", "value", watch.value)
        yield from _optional(f"watch[{watch.code}]", "when", watch.when)
    yield from _section_formulas(scheme)


def _section_formulas(scheme: ScoringScheme) -> Iterator[tuple[str, str, frozenset[str]]]:
    for section in scheme.sections:
        for text in section.texts:
            yield from _optional(f"sections[{section.code}].texts[{text.code}]", "required_when", text.required_when)
        for item in section.body:
            yield from _optional(f"sections[{section.code}].body", "when", item.when)


def _optional(where: str, key: str, formula: Formula | None) -> Iterator[tuple[str, str, frozenset[str]]]:
    if formula:
        yield where, key, formula.names


def known_names(scheme: ScoringScheme) -> set[str]:
    return {*scheme.figures, *AGGREGATE_LABELS, *scheme.ratios}


def _formulas(scheme: ScoringScheme) -> Iterator[FileFault]:
    known = known_names(scheme)
    for where, key, names in named_formulas(scheme):
        for name in sorted(names - known):
            yield unknown_name(where, key, name, known, "已有的数据、比率或指标")


def _cycles(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Sums of sums and formulas over other rates must end somewhere."""
    needs: dict[str, Iterable[str]] = dict(scheme.sums)
    for code, part in scheme.ratios.items():
        needs[code] = sorted(
            (part.formula.names if part.formula else frozenset())
            | getattr(getattr(part, "rule", None), "names", frozenset())
        )
    depths: dict[str, int] = {}
    for start in needs:
        path = _circle(start, needs, (), depths)
        if path:
            yield FileFault(
                where=start,
                key="sum、formula",
                read=" → ".join(path),
                expected="不互相循环的合计和公式",
                remedy="请去掉循环引用",
            )
            depths.update(dict.fromkeys(path, 0))
    deep = next((name for name, depth in depths.items() if depth > DEEPEST_SUM), "")
    if deep:
        yield FileFault(
            where=deep,
            key="sum、formula",
            read=f"一个套一个，超过 {DEEPEST_SUM} 层",
            expected=f"最多套 {DEEPEST_SUM} 层的合计和公式",
            remedy="请直接写最下层的分项或数据",
        )


def _circle(
    name: str, needs: dict[str, Iterable[str]], path: tuple[str, ...], depths: dict[str, int]
) -> tuple[str, ...]:
    """The names of a circle, if one is met; else () with the depth of the name noted. Never dives below DEEPEST."""
    if name in path:
        return (*path[path.index(name) :], name)
    if name in depths or name not in needs or len(path) > DEEPEST_SUM:
        return ()
    for part in needs[name]:
        circle = _circle(part, needs, (*path, name), depths)
        if circle:
            return circle
    depths[name] = 1 + max((depths.get(part, 0) for part in needs[name]), default=0)
    return ()


def _places(scheme: ScoringScheme) -> Iterator[FileFault]:
    known, sections = known_names(scheme), {section.code for section in scheme.sections}
    for check in scheme.checks:
        where = f"checks[{check.number}]"
        for name in filter(None, (check.place, *check.optional)):
            if name not in known:
                yield unknown_name(where, "place" if name == check.place else "optional", name, known, "已有的数据")
        if check.section and check.section not in sections:
            yield unknown_name(where, "section", check.section, sections, "已有的填报部分")


def _sections(scheme: ScoringScheme) -> Iterator[FileFault]:
    tables, chapters = {table.code for table in scheme.tables}, {chapter.code for chapter in scheme.chapters}
    for section in scheme.sections:
        where = f"sections[{section.code}]"
        if section.chapter and section.chapter not in chapters:
            yield unknown_name(where, "chapter", section.chapter, chapters, "已有的章")
        for table in filter(None, [section.table, *(item.table for item in section.body)]):
            if table not in tables | BUILT_IN_TABLES:
                yield unknown_name(where, "table", table, tables | BUILT_IN_TABLES, "已有的表")
        yield from _section_texts(section)


def _table_uses(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every table is filled in somewhere, and nowhere twice."""
    used = Counter(section.table for section in scheme.sections if section.table)
    tables = {table.code for table in scheme.tables}
    built_in = {*(["indicators"] if scheme.scored else ()), *(["targets"] if scheme.slots else ())}
    for table in sorted(tables | built_in):
        if used[table] != 1 and scheme.sections:
            yield FileFault(
                where="sections", key="table", read=f"表 {table} 用了 {used[table]} 次", expected="恰好在一个部分填写"
            )


def _section_texts(section: Section) -> Iterator[FileFault]:
    codes = {text.code for text in section.texts}
    for item in section.body:
        if item.text and item.text not in codes:
            yield unknown_name(f"sections[{section.code}].body", "text", item.text, codes, "本部分的文字（texts）")


def _templates(scheme: ScoringScheme) -> Iterator[FileFault]:
    yield from _template("scheme", "report_title", scheme.report_title, scheme, set())
    yield from _template("scheme", "lead", scheme.lead, scheme, set())
    for table in scheme.tables:
        yield from _template(f"tables[{table.code}]", "title", table.title, scheme, set())
    for section in scheme.sections:
        for item in section.body:
            yield from _template(f"sections[{section.code}].body", "sentence", item.sentence, scheme, set(scheme.texts))


def _template(where: str, key: str, template: str, scheme: ScoringScheme, texts: set[str]) -> Iterator[FileFault]:
    known = known_names(scheme) | HEAD_WORDS - (set() if scheme.scored else RESULT_WORDS)
    if broken := unpaired_brackets(template):
        yield FileFault(where=where, key=key, read=f"“{broken}”", expected="成对的 [ ]，中间不再有 [ ]")
    for slot in template_slots(template):
        if slot.text and slot.text not in texts:
            yield unknown_name(where, key, slot.text, texts, "已有的文字（texts）")
        elif not slot.text and slot.name not in known:
            yield unknown_name(where, key, slot.name, known, "已有的数据、比率、指标或 year 等词")
        if slot.filter and slot.filter not in TEMPLATE_FILTERS:
            yield unknown_name(where, key, slot.filter, TEMPLATE_FILTERS, "、".join(sorted(TEMPLATE_FILTERS)))


# What is compared, and the keys without whose values there is nothing to compare.
PARTS: tuple[tuple[Callable[[ScoringScheme], Iterator[FileFault]], set[str]], ...] = (
    (level_weight_faults, WEIGHTS),
    (grade_bound_faults, {"from", "full_marks", "scored"}),
    (_formulas, set()),
    (_cycles, set()),
    (_places, set()),
    (_sections, set()),
    (_table_uses, {"table", "scored"}),
    (_templates, set()),
    (own_target_faults, set()),
    (watch_faults, set()),
    (project_weight_faults, WEIGHTS),
    (project_annex_faults, {"annex"}),
    (project_section_faults, {"table"}),
)
