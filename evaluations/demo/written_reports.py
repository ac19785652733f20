"""The invented reports of the story, written beside it before they are handed in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace

from evaluations.demo.side_processes import SideProcesses
from evaluations.demo.story_steps import DemoStep
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme

# Year and planted faults.
Wanted = tuple[int, tuple[str, ...]]
Texts = Mapping[str, str]
Forms = Mapping[str, ScoringScheme]


class WrittenReports:
    """By department; each report as it is when last year's said what the story tells, and `of` looks whether it did."""

    def __init__(self, beside: SideProcesses, forms: Forms) -> None:
        self._beside, self._forms = beside, forms
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
