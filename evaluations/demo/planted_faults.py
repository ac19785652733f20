"""What clerks get wrong: planted in some invented reports, so that checks and reviewers have something to find."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount

TEN_THOUSAND = 10_000


def with_faults(facts: Facts, names: Iterable[str]) -> Facts:
    """The report with these faults in it."""
    for name in names:
        facts = PLANTED_FAULTS[name](facts)
    return facts


def _number(facts: Facts, name: str) -> Decimal:
    found = facts.figures[name]
    assert isinstance(found, Decimal)  # generated figures are numbers
    return found


def _changed(facts: Facts, figures: Mapping[str, Amount]) -> Facts:
    return replace(facts, figures={**facts.figures, **figures})


def _said(facts: Facts, code: str, text: str) -> Facts:
    return replace(facts, narratives={**facts.narratives, code: text})


def _vague_problems(facts: Facts) -> Facts:
    """Problems that could stand in anybody's report."""
    general = "预算执行还不够均衡，有的工作安排不够及时。\n绩效管理水平有待进一步提高，人员业务能力需要加强。"
    return _said(facts, "problems", general)


def _wrong_rate(facts: Facts) -> Facts:
    """A text that says another amount than the table: the draft of the text was older than the figures."""
    spent = _number(facts, "operating.actual")
    note = f"{facts.narratives['execution_note']}全年公用经费实际支出{spent + Decimal('3.60')}万元，比预算有所节约。"
    return _said(facts, "execution_note", note)


def _missing_project(facts: Facts) -> Facts:
    """The last project is not listed."""
    return replace(facts, projects=facts.projects[:-1])


def _swapped_accounts(facts: Facts) -> Facts:
    """The budget typed where the final accounts belong."""
    return _changed(facts, {"personnel.actual": _number(facts, "personnel.budget") + 1})


def _yuan_for_wanyuan(facts: Facts) -> Facts:
    """元 typed as 万元."""
    return _changed(facts, {"reception.actual": _number(facts, "reception.actual") * TEN_THOUSAND})


PLANTED_FAULTS: Mapping[str, Callable[[Facts], Facts]] = {
    "vague_problems": _vague_problems,
    "wrong_rate": _wrong_rate,
    "missing_project": _missing_project,
    "swapped_accounts": _swapped_accounts,
    "yuan_for_wanyuan": _yuan_for_wanyuan,
}
