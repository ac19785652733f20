"""The invented reports of the story, written in the second process before they are handed in."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import cache

from evaluations.demo.county_stories import SEED_YEAR, form_of_year
from evaluations.demo.demo_people import SEED_CODE
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.invented_reports import invented_report
from evaluations.demo.second_process import SecondProcess
from evaluations.demo.seed_report import seed_facts
from evaluations.demo.story_steps import DemoStep
from evaluations.facts.document import Facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme

# Department, year, planted faults.
Wanted = tuple[str, int, tuple[str, ...]]
Texts = Mapping[str, str]


class WrittenReports:
    """Each as it is when the department says of last year what its story tells; `of` looks whether it does."""

    def __init__(self, beside: SecondProcess) -> None:
        self._beside = beside
        self._begun: dict[Wanted, Future[Facts]] = {}

    def begin(self, steps: Iterable[DemoStep]) -> None:
        """Write what these steps of the story, in order of time, fill in."""
        for step in steps:
            if step.act == "fill":
                self._begun[_wanted(step)] = self._beside.begin(_write, *_wanted(step))

    def known_to(self, step: DemoStep) -> DemoStep:
        """The step, which finds its report here if it needs one."""
        return replace(step, given={**step.given, "written": self}) if step.act == "fill" else step

    def of(self, step: DemoStep, last_texts: Texts) -> Facts | None:
        """The report that the step fills in; None where it was not written, or knowing other texts of last year."""
        begun = self._begun.get(_wanted(step))
        facts = begun.result() if begun else None
        return facts if facts and facts.last_year == last_texts else None


def _wanted(step: DemoStep) -> Wanted:
    return step.code, step.year, tuple(step.given.get("faults", ()))


def _write(code: str, year: int, faults: tuple[str, ...]) -> Facts:
    """In the second process, which keeps what it wrote for the year after."""
    texts = _said_texts()
    last = texts.get((code, year - 1), {})
    facts = invented_report(_form(form_of_year(year)), department_profiles()[code], year, last, faults)
    texts[code, year] = facts.narratives
    return facts


@cache
def _form(code: str) -> ScoringScheme:
    return load_scheme(code)


@cache
def _said_texts() -> dict[tuple[str, int], Texts]:
    """Department and year → what its report said last."""
    return {(SEED_CODE, SEED_YEAR): seed_facts().narratives}
