"""The invented reports of the story, written beside it before they are handed in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cache

from evaluations.demo.county_stories import SEED_YEAR, form_of_year
from evaluations.demo.demo_people import SEED_CODE
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.invented_reports import invented_report
from evaluations.demo.seed_report import seed_facts
from evaluations.demo.side_processes import SideProcesses
from evaluations.demo.story_steps import DemoStep
from evaluations.facts.document import Facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme

# Year and planted faults.
Wanted = tuple[int, tuple[str, ...]]
Texts = Mapping[str, str]


class WrittenReports:
    """By department; each report as it is when last year's said what the story tells, and `of` looks whether it did."""

    def __init__(self, beside: SideProcesses) -> None:
        self._beside = beside
        self._begun: dict[str, Future[Mapping[Wanted, Facts]]] = {}

    def begin(self, steps: Iterable[DemoStep]) -> None:
        """Write what these steps of the story, in order of time, fill in."""
        wanted: dict[str, list[Wanted]] = defaultdict(list)
        for step in steps:
            if step.act == "fill":
                wanted[step.code].append(_wanted(step))
        for code, reports in wanted.items():
            self._begun[code] = self._beside.begin(_write, code, reports)

    def known_to(self, step: DemoStep) -> DemoStep:
        """The step, which finds its report here if it needs one."""
        return replace(step, given={**step.given, "written": self}) if step.act == "fill" else step

    def of(self, step: DemoStep, last_texts: Texts) -> Facts | None:
        """The report that the step fills in; None where it was not written, or knowing other texts of last year."""
        begun = self._begun.get(step.code)
        facts = begun.result().get(_wanted(step)) if begun else None
        return facts if facts and facts.last_year == last_texts else None


def _wanted(step: DemoStep) -> Wanted:
    return step.year, tuple(step.given.get("faults", ()))


def _write(code: str, wanted: Sequence[Wanted]) -> Mapping[Wanted, Facts]:
    """The reports of a department, whose texts each knows that follows."""
    said: dict[int, Texts] = {SEED_YEAR: seed_facts().narratives} if code == SEED_CODE else {}
    written = {}
    for year, faults in wanted:
        last = said.get(year - 1, {})
        facts = invented_report(_form(form_of_year(year)), department_profiles()[code], year, last, faults)
        written[year, faults], said[year] = facts, facts.narratives
    return written


@cache
def _form(code: str) -> ScoringScheme:
    return load_scheme(code)
