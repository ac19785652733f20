"""A paper that brings its printed scores and no data: its scores, total and reasons are compared, and one gap is named."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.facts.document import EntryFacts, Facts
from evaluations.language.severities import ERROR_LEVEL
from evaluations.schemes.report_place import ReportPlace


def is_score_sheet(case: CheckCase) -> bool:
    """Whether the document holds printed scores (self_score, or stated as <indicator>.score) and nothing that a rule reads."""
    facts = case.facts
    # Texts first: whose report has some is not asked again when an amount changes.
    if facts.narratives or facts.achievements or facts.projects or facts.buildings or facts.targets:
        return False
    if has_numbers(facts):
        return False
    stated = any(one.name.endswith(".score") for one in facts.stated)
    return (stated or bool(facts.entries)) and all(map(_is_printed_line, facts.entries.values()))


def has_numbers(facts: Facts) -> bool:
    """Whether any figure is a number. It looks at them up to the first, and so stands while others are typed."""
    return any(isinstance(facts.figures[name], Decimal) for name in facts.figures)


def _is_printed_line(entry: EntryFacts) -> bool:
    return entry.self_score is not None and replace(entry, self_score=None, reason="") == EntryFacts()


def check_score_sheet(case: CheckCase) -> Iterator[Finding]:
    """What such a paper lacks, in one sentence instead of one for every cell of the form; it still cannot be submitted."""
    if is_score_sheet(case):
        section = next((one for one in case.scheme.sections if one.first), case.scheme.sections[0])
        yield Finding(
            check="required",
            level=ERROR_LEVEL,
            place=ReportPlace(section.code),
            where=section.label,
            read="（未填）",
            expected="计算得分所需的数据",
            why="只有印出的得分：已核对得分、总分和扣分原因，按数据的核对都没有做",
            remedy="请补填；没有发生填 0，没有此项填“不适用”",
        )
