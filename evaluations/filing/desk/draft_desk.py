"""What every filing page looks at: one evaluation with its facts, results and section states, read once."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.http import Http404

from departments.access import memberships_of, works_for
from departments.kept_statement import KeptStatement
from departments.models import User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.checks.case import CheckCase
from evaluations.checks.registry import Finding
from evaluations.drafts.facts_of_draft import AssessedDraft, collect_facts, scheme_of
from evaluations.facts.document import Facts
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.section.last_year import LastYear
from evaluations.models import Evaluation, Evidence, FigureSource, PlaceOrigin, SectionState
from evaluations.models.evaluation import SCHEME_TEXT
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme, Section
from evaluations.scoring.assessing import Assessment
from evaluations.workflow.acting import can_edit

Answer = TypeVar("Answer")
SAID_QUESTION = "said."  # so begin the questions what is told under a text
TEXT_FIELDS = {"narratives", "achievements"}  # of the facts: what people write freely


@dataclass(frozen=True)
class ShownBefore:
    """What a page shows that is being answered: what followed from all that was stored, but for the inputs that it sent."""

    results: DraftResults
    sent: frozenset[str]
    left: frozenset[str]  # the sections whose findings were told
    # The answers about its texts, by the questions that begin with SAID_QUESTION.
    said: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def numbers_and_explanations(self, now: DraftResults) -> bool:
        """Whether nothing has changed but texts: neither how many there are nor anything else that facts have."""
        then, facts = self.results.facts, now.facts
        fields = {one[0] if isinstance(one, tuple) else one for one in now.memory.changed_facts(then, facts)}
        return fields <= TEXT_FIELDS and len(then.achievements) == len(facts.achievements)


def left_sections(states: Mapping[str, SectionState]) -> frozenset[str]:
    """The sections that somebody has gone on from: what is found there is told."""
    return frozenset(code for code, one in states.items() if one.left)


FILING_READERS = (Role.PREPARER, Role.HEAD)


# What every page of a draft asks first: whose it is, of which year and form, and who returned it.
_RELATED = (
    "obligation",
    "obligation__cycle",
    "obligation__cycle__scheme",
    "obligation__cycle__county",
    "obligation__department",
    "returned_by",
)
DRAFT = KeptStatement(Evaluation.objects.all, _RELATED, without=[SCHEME_TEXT])
LOCKED_DRAFT = KeptStatement(
    lambda: Evaluation.objects.select_for_update(of=("self",)), _RELATED, without=[SCHEME_TEXT]
)


def evaluation_of(request: SignedInRequest, pk: int, *roles: str, locked: bool = False) -> Evaluation:
    """The evaluation of one of the person's own departments; any other is not found (404). `locked`: until the end of the
    transaction."""
    found = (LOCKED_DRAFT if locked else DRAFT).row_of(pk)
    if found is None or not works_for(request.user, found.department, *(roles or FILING_READERS)):
        raise Http404
    return found


def files_for(user: User, department: int) -> bool:
    """Whether the person is a preparer of this department."""
    return acts_as(user, Role.PREPARER, department)


def acts_as(user: User, role: str, department: int) -> bool:
    """Whether the person has this role in this department."""
    return any(row.role == role and row.department_id == department for row in memberships_of(user))


def fresh_results(desk: "Desk") -> DraftResults:
    """Facts, scores and findings, read from the rows as they stand now."""
    return DraftResults(desk.scheme, collect_facts(desk.evaluation))


@dataclass
class Desk:
    """One evaluation as a page shows it to `user`; `section` is the part that the page edits, if any.

    A page that only shows takes kept_results.showing_desk, which knows what was asked before; all else reads afresh.
    """

    evaluation: Evaluation
    user: User
    section: Section | None = None
    reading: Callable[["Desk"], DraftResults] = fresh_results
    answers: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    # Where a page is answered of which that is known: then it is told what changed.
    shown_before: ShownBefore | None = field(default=None, repr=False, compare=False)

    def asked(self, question: str, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question about the draft that its stamp covers: asked once, and not changed by anybody."""
        if question not in self.answers:
            self.answers[question] = ask()
        return self.answers[question]

    @cached_property
    def scheme(self) -> ScoringScheme:
        return scheme_of(self.evaluation)

    @property
    def paper_name(self) -> str:
        """What the report is called by its form, without who files it."""
        return self.scheme.paper_name(self.evaluation.cycle.year)

    @cached_property
    def results(self) -> DraftResults:
        return self.asked("results", lambda: self.reading(self))

    # Three steps, each taken only where it is asked for: a save needs the facts and not the scores.
    @cached_property
    def facts(self) -> Facts:
        return self.results.facts

    @property
    def assessment(self) -> Assessment:
        return self.results.assessment

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.results.findings

    @property
    def case(self) -> CheckCase:
        """What the checks know of the draft."""
        return self.results.case

    @property
    def draft(self) -> AssessedDraft:
        """All three at once, for what takes a whole reading."""
        return AssessedDraft(self.facts, self.assessment, self.findings)

    @cached_property
    def last_year(self) -> LastYear | None:
        """The approved report of the year before, to stand beside this year's fields."""
        return self.asked("last_year", lambda: LastYear.of(self.evaluation, self.scheme))

    @cached_property
    def states(self) -> dict[str, SectionState]:
        """Section code → its state, for the sections that were ever saved."""
        rows = self.evaluation.section_states
        return self.asked("states", lambda: {one.section: one for one in rows.select_related("saved_by")})

    @cached_property
    def attached(self) -> Counter[str]:
        """What evidence proves (indicator.CODE, section.CODE) → number of files."""
        draft = self.evaluation
        return self.asked("attached", lambda: Counter(Evidence.current(draft).values_list("place", flat=True)))

    @property
    def origins(self) -> list[PlaceOrigin]:
        """What was imported, pasted or carried and nobody has looked at."""
        return self.asked("origins", lambda: list(PlaceOrigin.unseen_in(self.evaluation)))

    @property
    def unseen(self) -> frozenset[str]:
        """The sections that hold some of it."""
        return frozenset(row.section for row in self.origins)

    @property
    def sources(self) -> list[FigureSource]:
        """From which cells of final accounts figures were taken."""
        return self.asked("sources", lambda: list(FigureSource.of_draft(self.evaluation)))

    @property
    def attached_files(self) -> int:
        """How many files are attached in all; a template would look for `total` among the counter's keys."""
        return self.attached.total()

    @property
    def seen(self) -> int:
        """The sum of all section versions: it grows with every save, so it names the content that a page shows."""
        return sum(state.version for state in self.states.values())

    def at(self, section: Section) -> "SectionDesk":
        """The same evaluation at a section; what was read already is not read again."""
        there = SectionDesk(self.evaluation, self.user, section, self.reading, self.answers)
        vars(there).update(vars(self) | {"section": section})
        return there

    def label(self, text: str) -> str:
        """A label of the scheme with {year} and {last_year} filled in."""
        return self.scheme.label(text, self.evaluation.cycle.year)

    @cached_property
    def may_file(self) -> bool:
        """Whether this person files for the department, and so may open its sections."""
        return files_for(self.user, self.evaluation.obligation.department_id)

    @property
    def may_edit(self) -> bool:
        """Whether this person may change the draft now."""
        return can_edit(self.user, self.evaluation)


@dataclass
class SectionDesk(Desk):
    """The desk at the one section that the page edits."""

    section: Section

    @property
    def state(self) -> SectionState:
        """The state of the section; an unsaved one has version 0."""
        empty = SectionState(evaluation=self.evaluation, section=self.section.code)
        return self.states.get(self.section.code, empty)

    @property
    def place(self) -> ReportPlace:
        """The section as a whole."""
        return ReportPlace(self.section.code)
