"""What is still missing: figures, texts, entries and rows that the form demands; names it does not know."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from evaluations.checks.case import SOME_FIGURES, CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.score_sheets import is_score_sheet
from evaluations.facts.aggregates import AGGREGATE_COLUMNS, AGGREGATE_LABELS
from evaluations.facts.document import EntryFacts
from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.faults import did_you_mean, quoted_label
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.schemes.place_lookup import ROW_KINDS, entry_place, row_place, text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.rules.bands import Satisfaction
from evaluations.schemes.scheme import Figure, Indicator, SchemeText, ScoringScheme


def row_fields(scheme: ScoringScheme, collection: str) -> dict[str, str]:
    """The amounts that may not stay blank in a row of projects or buildings, with their labels."""
    if collection == "projects":
        return {column.code: column.label for column in scheme.project_columns if not column.optional}
    return {field: label for field, (label, _) in AGGREGATE_COLUMNS[collection][2].items()}


def missing_finding(place: ReportPlace, *, where: str, what: str, why: str = "") -> Finding:
    """A required value that nobody has filled in; `what` it is."""
    remedy = "请补填；没有发生填 0，没有此项填“不适用”" if not why else "请补填"
    return Finding(
        check="required",
        level=ERROR_LEVEL,
        place=place,
        where=where,
        read="（未填）",
        expected=what,
        why=why or "这是必填的数据",
        remedy=remedy,
    )


def check_missing_figures(case: CheckCase) -> Iterator[Finding]:
    """Every figure that must be filled in, or that an indicator cannot do without, once."""
    if is_score_sheet(case):
        return
    needed = blamed_figures(case)
    asked = {
        name
        for name, figure in case.scheme.figures.items()
        if (figure.required or name in needed)
        and figure.section not in case.facts.none_sections
        and not case.knows(name)
        and not _waived(name, case)
    }
    for name in (name for name in case.scheme.figures if name in asked):
        if not asked.intersection(_leaves(name, case)):
            yield missing_finding(case.place(name), where=case.where(name), what="一个数")


def _leaves(name: str, case: CheckCase) -> set[str]:
    """The parts a sum finally rests on: when they are asked for, the sum itself is not."""
    return {leaf for part in case.scheme.sums.get(name, ()) for leaf in (_leaves(part, case) or {part})}


def blamed_figures(case: CheckCase) -> set[str]:
    """Figures and aggregates without which an indicator could not be computed."""
    found: set[str] = set()
    for indicator in case.scheme.indicators:
        if case.assessment.standings[indicator.code].status == "missing":
            conditions = [formula for formula in (indicator.formula, indicator.not_applicable_when) if formula]
            for formula in conditions:
                found |= _unknown(formula.names, case)
    return found


def _unknown(names: Iterable[str], case: CheckCase) -> set[str]:
    """Names without a value; a rate is traced back to its figures."""
    found: set[str] = set()
    for name in names:
        ratio = case.scheme.ratios.get(name)
        if not case.knows(name):
            found |= _unknown(ratio.formula.names, case) if ratio and ratio.formula else {name}
    return found


def _waived(name: str, case: CheckCase) -> bool:
    """A figure asked only for an indicator that does not apply."""
    return any(
        name in (figure.name for figure in indicator.figures)
        and case.assessment.standings[indicator.code].status == "not_applicable"
        for indicator in case.scheme.indicators
    )


def check_missing_texts(case: CheckCase) -> Iterator[Finding]:
    """Narratives: those always needed, and those needed while a condition holds."""
    if is_score_sheet(case):
        return
    for section in case.scheme.sections:
        if section.none_text and section.code in case.facts.none_sections:
            continue
        for text in section.texts:
            if _needed(text, case) and not case.facts.narratives.get(text.code, "").strip():
                yield missing_finding(
                    text_place(case.scheme, text.code),
                    where=f"{section.label} · {text.label}",
                    what="一段文字",
                    why="这是必填的文字",
                )


def check_ignored_texts(case: CheckCase) -> Iterator[Finding]:
    """A text kept in a section ticked 无此项: neither printed nor compared, and easily forgotten."""
    for section in case.scheme.sections:
        if not (section.none_text and section.code in case.facts.none_sections):
            continue
        for text in section.texts:
            kept = case.facts.narratives.get(text.code, "").strip()
            if kept:
                yield Finding(
                    check="none",
                    level=HINT_LEVEL,
                    place=text_place(case.scheme, text.code),
                    where=f"{section.label} · {text.label}",
                    read=f"“{kept[:20]}{'…' * (len(kept) > 20)}”",
                    expected="空白",
                    why="这一部分已勾选“无此项”，这段文字不写进报告，也不核对",
                    remedy="请删去文字，或取消勾选“无此项”",
                )


def _needed(text: SchemeText, case: CheckCase) -> bool:
    if text.required_when:
        return bool(case.assessment.holds(text.required_when))
    return not text.optional


def check_missing_entries(case: CheckCase) -> Iterator[Finding]:
    """What a person has to enter for an indicator (ticks, cases, grades, scores), and why it does not apply."""
    if is_score_sheet(case):
        return
    for indicator in case.scheme.indicators:
        entry = case.facts.entries.get(indicator.code, EntryFacts())
        standing = case.assessment.standings[indicator.code]
        place, where = entry_place(case.scheme, indicator.code), f"指标{quoted_label(indicator.label)}"
        if standing.status == "missing" and not indicator.formula and not standing.unfit:
            said = case.assessment.results[indicator.code].explanation
            yield missing_finding(place, where=where, what=said.split("，")[0].removeprefix("缺少"), why="计算得分需要")
        claimed = entry.not_applicable or _refused(indicator, case)
        if indicator.not_applicable_flag and claimed and not (entry.not_applicable and entry.reason.strip()):
            yield missing_finding(place, where=where, what="不适用的理由", why="声明不适用要写明理由")


def check_missing_rows(case: CheckCase) -> Iterator[Finding]:
    """Collections: enough rows, no blank amounts; a collection an indicator needs but nobody mentions."""
    if is_score_sheet(case):
        return
    wanted = blamed_figures(case)
    for collection, section in ((c, case.scheme.section_of_table(c)) for c in AGGREGATE_COLUMNS):
        if not section or section in case.facts.none_sections:
            continue
        yield from _missing_rows(collection, section, wanted, case)
        yield from _blank_amounts(collection, section, wanted, case)


def _missing_rows(collection: str, section: str, wanted: set[str], case: CheckCase) -> Iterator[Finding]:
    place, label = row_place(case.scheme, ROW_KINDS[collection]), case.scheme.section(section).label
    least = case.scheme.section(section).minimum
    if len(getattr(case.facts, collection)) < least:
        yield missing_finding(place, where=label, what=f"至少{least}条", why="这一部分不能空着")
    elif collection in case.facts.unmentioned and any(name.startswith(f"{collection}.") for name in wanted):
        yield missing_finding(place, where=label, what="逐项填写；一项也没有的，填空列表", why="计算得分需要")


def _blank_amounts(collection: str, section: str, wanted: set[str], case: CheckCase) -> Iterator[Finding]:
    label, asked = case.scheme.section(section).label, row_fields(case.scheme, collection)
    for number, row in enumerate(getattr(case.facts, collection)):
        for field, (what, _) in AGGREGATE_COLUMNS[collection][2].items():
            needed = field in asked or f"{collection}.{field}" in wanted
            if needed and getattr(row, field) is None:
                yield missing_finding(
                    row_place(case.scheme, ROW_KINDS[collection], number, field),
                    where=f"{label} · {quoted_label(row.name)}",
                    what=asked.get(field, what),
                )


def check_known_names(case: CheckCase) -> Iterator[Finding]:
    """Codes in the document that the scheme does not have: a slip of the pen would lose the number."""
    scheme, facts = case.scheme, case.facts
    known = {
        "figures": (facts.figures, set(scheme.figures)),
        "narratives": (facts.narratives, set(scheme.texts)),
        "entries": (facts.entries, {indicator.code for indicator in scheme.indicators}),
        "none_sections": (facts.none_sections, {section.code for section in scheme.sections if section.none_text}),
        "stated": ([s.name for s in facts.stated], known_values(case)),
    }
    for part, (used, codes) in known.items():
        for code in used:
            if code not in codes:
                remedy = did_you_mean(code, codes) or "请核对代码，代码的写法见 docs/data-format.md"
                why = "方案里没有这个代码，数据不会被使用"
                yield Finding(
                    check="names",
                    level=ERROR_LEVEL,
                    place=ReportPlace(kind=PlaceKind.VALUE, field=code),
                    where=f"数据文件的 {part}",
                    read=f"“{code}”",
                    expected="方案里有的代码",
                    why=why,
                    remedy=remedy,
                )


def known_values(case: CheckCase) -> set[str]:
    scheme = case.scheme
    scores = {f"{code}.score" for code in case.assessment.results}
    return {*scheme.figures, *AGGREGATE_LABELS, *scheme.ratios, *scores, "total", "grade"}


def check_value_kinds(case: CheckCase) -> Iterator[Finding]:
    """25 and 28: whole persons, percentages of an opinion poll within 0–100, no negative where none can be."""
    names = tuple(case.facts.figures)
    for first in range(0, len(names), SOME_FIGURES):
        some = names[first : first + SOME_FIGURES]
        yield from case.once(("value kinds", first), partial(_unfit_values, some, case), some)


def _unfit_values(names: Sequence[str], case: CheckCase) -> tuple[Finding, ...]:
    """The same of some figures."""
    found = (_unfit_value(name, figure, case) for name in names if (figure := case.scheme.figures.get(name)))
    return tuple(one for one in found if one)


def _unfit_value(name: str, figure: Figure, case: CheckCase) -> Finding | None:
    value = case.facts.figures[name]
    if not isinstance(value, Decimal):
        return None
    try:
        parse_amount(str(value), unit=figure.unit, signed=figure.signed)
        if value > 100 and name in asked_opinions(case.scheme):
            raise AmountError(str(value), "不超过 100 的百分数", "满意度不会超过 100%，请核对数据")
    except AmountError as error:
        return Finding(
            check="28" if value < 0 else "25",
            level=ERROR_LEVEL,
            place=case.place(name),
            where=case.where(name),
            read=str(value),
            expected=error.expected,
            why="数值的种类与这一项不符",
            remedy=error.remedy,
        )
    return None


@lru_cache(maxsize=64)
def asked_opinions(scheme: ScoringScheme) -> frozenset[str]:
    """The figures that are a satisfaction rate: by their name, or because such a rule reads them. Other rates may well
    exceed 100 %: a growth, a completion rate."""
    read = {i.formula.text for i in scheme.indicators if i.formula and i.rule.form == Satisfaction.form}
    return frozenset(
        name
        for name, figure in scheme.figures.items()
        if figure.unit == "%" and (name in read or "满意" in figure.label)
    )


def check_unfit_entries(case: CheckCase) -> Iterator[Finding]:
    """25: what was entered does not fit the indicator's rule; 不适用 where the form does not offer it."""
    for indicator in case.scheme.indicators:
        standing = case.assessment.standings[indicator.code]
        if standing.unfit:
            yield _unfit(indicator, case, *standing.unfit)
        entry = case.facts.entries.get(indicator.code, EntryFacts())
        if not indicator.not_applicable_flag and (entry.not_applicable or _refused(indicator, case)):
            yield _unfit(indicator, case, NOT_APPLICABLE_LABEL, "按数据计算；这一指标不能声明不适用")


def _refused(indicator: Indicator, case: CheckCase) -> bool:
    """Whether an indicator stays open because one of its figures is answered 不适用."""
    standing = case.assessment.standings[indicator.code]
    return standing.status == "missing" and standing.ratio_status == "not_applicable"


def _unfit(indicator: Indicator, case: CheckCase, read: str, expected: str) -> Finding:
    return Finding(
        check="25",
        level=ERROR_LEVEL,
        place=entry_place(case.scheme, indicator.code),
        where=f"指标{quoted_label(indicator.label)}",
        read=read,
        expected=expected,
        why="填写的内容与评分规则不符",
        remedy="请按评分标准重新填写",
    )
