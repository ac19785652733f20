"""Reads the other parts of a scheme file: policies, rates, indicators, checks, chapters, sections."""

from dataclasses import replace
from typing import Any

from evaluations.language.directions import AT_LEAST, AT_MOST, EQUAL_TO
from evaluations.language.formulas import Formula
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.language.table_reader import TableReader
from evaluations.language.units import MONEY_UNIT
from evaluations.schemes.rules.registry import Rule, read_rule
from evaluations.schemes.scheme import (
    BodyItem,
    Cap,
    Chapter,
    Figure,
    Indicator,
    Policies,
    Rate,
    SchemeCheck,
    SchemeText,
    Section,
)

ZERO_FORMULA = Formula.parse("0")
EQUATION_SIGNS = (EQUAL_TO, AT_MOST, AT_LEAST)
POLICY_CHOICES = {
    "steps": ("whole", "started", "pro_rata"),
    "zero_to_zero": ("no_change", "not_applicable", "no_score"),
    "zero_to_some": ("over", "not_applicable", "no_score"),
    "nothing_planned": ("not_applicable", "no_score"),
    "rates": ("exact", "shown"),
}


def read_scheme_policies(owner: TableReader, default: Policies) -> Policies:
    """The `policies` table of the file or of one indicator; what is absent keeps its default."""
    part = owner.table("policies")
    changes: dict[str, Any] = {
        key: part.choice(key, options, getattr(default, key)) for key, options in POLICY_CHOICES.items()
    }
    changes |= {key: min(part.integer(key, getattr(default, key)), 6) for key in ("rate_places", "score_places")}
    part.close()
    return replace(default, **changes)


def read_required_formula(part: TableReader, key: str) -> Formula:
    if not part.has(key):
        part.fault(key, read="（没有这一项）", expected="公式")
    return part.formula(key) or ZERO_FORMULA


def read_scheme_rate(part: TableReader) -> Rate:
    found = Rate(
        part.code(),
        part.text("label"),
        read_required_formula(part, "formula"),
        part.unit("unit", "%"),
        part.words("aliases"),
        read_check_number(part, "check", 5),
    )
    part.close()
    return found


def read_check_number(part: TableReader, key: str, default: int | None = None) -> str:
    """The number of a cross-check as in docs/cross-checks.md: 14, or a text such as "14a"."""
    if isinstance(part.data.get(key), str):
        return part.text(key)
    return str(part.integer(key, least=1) if default is None else part.integer(key, default, least=1))


def read_scheme_indicator(part: TableReader, default: Policies) -> Indicator:
    before = len(part.faults)
    rule = read_rule(part)
    sound = len(part.faults) == before
    formula = part.formula("formula")
    if sound and (rule.reads == "formula") != part.has("formula"):
        expected = "公式：这种规则按比率计分" if rule.reads == "formula" else f"不写公式：规则 {rule.form} 不按公式计分"
        part.fault("formula", read=part.data.get("formula", "（没有这一项）"), expected=expected)
    found = Indicator(
        code=part.code(),
        label=part.text("label"),
        level1=part.text("level1"),
        level2=part.text("level2", ""),
        weight=part.number("weight", positive=True),
        rule=rule,
        standard=part.text("standard", ""),
        formula=formula,
        unit=part.unit("unit", "%"),
        aliases=part.words("aliases"),
        evidence=part.text("evidence", ""),
        figures=tuple(read_scheme_figure(inner) for inner in part.tables("figures", "name")),
        not_applicable_when=part.formula("not_applicable_when"),
        not_applicable_flag=part.flag("not_applicable_flag"),
        not_applicable_reason=part.text("not_applicable_reason", ""),
        policies=read_scheme_policies(part, default),
        check=read_check_number(part, "check", 5),
    )
    if sound and all(fault.key != "weight" for fault in part.faults[before:]):
        weight_fits(part, found.weight, rule)
    part.close()
    return found


def weight_fits(part: TableReader, weight: object, rule: Rule) -> None:
    """Check 16: the most a rule can give is the indicator's weight."""
    most = rule.maximum()
    if most is not None and most != weight and part.has("rule"):
        part.note(
            "rule",
            read=f"最高 {most} 分",
            expected=f"最高分等于分值（weight）{weight} 分",
            remedy="请改正规则的分数或分值",
        )


def read_scheme_figure(part: TableReader) -> Figure:
    found = Figure(
        part.code("name", dots=True),
        part.text("label"),
        part.unit("unit", MONEY_UNIT),
        signed=part.flag("signed"),
        required=not part.flag("optional"),
        row_label=part.text("label", ""),
    )
    part.close()
    return found


def read_scheme_check(part: TableReader) -> SchemeCheck:
    left, sign, right = read_scheme_equation(part)
    found = SchemeCheck(
        read_check_number(part, "number"),
        part.choice("level", SEVERITY_LABELS),
        left,
        sign,
        right,
        part.text("place"),
        part.text("why"),
        part.text("remedy"),
        part.text("section", ""),
        part.words("optional"),
    )
    part.close()
    return found


def read_scheme_equation(part: TableReader) -> tuple[Formula, str, Formula]:
    """“left == right”, or <= or >=; each side a formula."""
    text = part.text("equation")
    for sign in EQUATION_SIGNS:
        left, found, right = text.partition(sign)
        if found:
            return part.parsed("equation", left) or ZERO_FORMULA, sign, part.parsed("equation", right) or ZERO_FORMULA
    if text:
        remedy = "等于写 ==，不超过写 <=，不低于写 >="
        part.fault("equation", read=text, expected="含有 ==、<= 或 >= 的等式，如 a + b == c", remedy=remedy)
    return ZERO_FORMULA, EQUAL_TO, ZERO_FORMULA


def read_scheme_chapter(part: TableReader) -> Chapter:
    found = Chapter(part.code(), part.text("heading"))
    part.close()
    return found


def read_scheme_cap(part: TableReader) -> Cap:
    found = Cap(read_required_formula(part, "when"), part.number("at_most", positive=True), part.text("reason"))
    part.close()
    return found


def read_scheme_section(part: TableReader) -> Section:
    code, before = part.code(), len(part.faults)
    chapter, annex = part.text("chapter", ""), part.integer("annex", 0)
    if bool(chapter) == bool(annex) and len(part.faults) == before:
        part.fault(
            "chapter", read=chapter or "（没有这一项）", expected="chapter（正文某章）或 annex（附件号）二者之一"
        )
    texts = tuple(read_scheme_text(inner, code) for inner in part.tables("texts"))
    found = Section(
        code,
        part.text("label"),
        part.text("group", ""),
        chapter,
        annex,
        part.text("table", ""),
        texts,
        tuple(read_body_item(inner) for inner in part.tables("body", "heading")),
        part.text("none_text", ""),
        part.integer("minimum", 0),
        part.flag("first"),
    )
    part.close()
    return found


def read_scheme_text(part: TableReader, section: str) -> SchemeText:
    suggested = part.items("suggested", [0, 0])
    if len(suggested) != 2 or any(type(size) is not int or size < 0 for size in suggested):
        part.fault("suggested", read=part.data.get("suggested"), expected="建议字数 [最少, 最多]，如 [50, 800]")
        suggested = [0, 0]
    found = SchemeText(
        part.code(),
        part.text("label"),
        part.text("prompt", ""),
        part.choice("style", ("paragraphs", "numbered"), "paragraphs"),
        (suggested[0], suggested[1]),
        part.flag("optional"),
        part.formula("required_when"),
        section,
        part.flag("carry"),
    )
    part.close()
    return found


def read_body_item(part: TableReader) -> BodyItem:
    kinds = [kind for kind in ("heading", "text", "sentence", "table") if part.has(kind)]
    if len(kinds) != 1:
        part.note(
            "、".join(kinds) or "body", read=f"{len(kinds)} 种内容", expected="heading、text、sentence、table 中的一种"
        )
    found = BodyItem(
        part.text("heading", ""),
        part.text("text", ""),
        part.text("sentence", ""),
        part.text("table", ""),
        part.formula("when"),
    )
    part.close()
    return found
