"""What pages show of a draft, kept in this process between requests: what was read and what follows from it.

A draft has a stamp that the database changes with everything that is said, decided, attached or saved
(models/evaluation_stamp.py), and every page reads it with the draft's own row, before anything else. What this process
read under the same stamp is not asked again. Under another one the rows of the form are still read part by part: every
save of a section and every import gives section states a new version before others can see the new rows.
Only pages that show use this. What writes, freezes, signs or verifies reads afresh.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar

from departments.kept_statement import KeptColumns
from departments.models import User
from evaluations.checks.paper_memory import PaperMemory
from evaluations.drafts.facts_of_draft import beside_form, facts_document
from evaluations.drafts.rows_to_document import PART_READERS, filled_parts
from evaluations.filing.desk.draft_desk import SAID_QUESTION, Desk, SectionDesk, ShownBefore, left_sections
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.section.parts import parts_of
from evaluations.models import Evaluation, PlaceOrigin, SectionState, SectionVersion
from evaluations.schemes.scheme import Section

# What no save of a section changes, of what Desk.asked is asked.
BESIDE_SECTIONS = {"last_year", "attached", "comments", "reminder", "beside_form"}
BESIDE_SECTIONS |= {f"shown comments.{may_file}" for may_file in (False, True)}
# Drafts, those looked at last: on the last day all departments of a county, a hundred, are at work. 0.3 to 0.6 MB each, most
# of it what each answer about the report has read.
MOST_READINGS = 128


@dataclass(frozen=True)
class KeptReading:
    """The last reading of a draft: `draft` tells it from another under the same number, `marks` name the content."""

    draft: tuple[Any, ...]
    marks: Mapping[str, tuple[Any, ...]]
    filled: dict[str, Any]
    results: DraftResults


@dataclass(frozen=True)
class ToldUnderStamp:
    """What was asked about a draft: by whose stamp, under which names, and question → answer."""

    key: tuple[Any, ...]
    answers: dict[str, Any]


@dataclass(frozen=True)
class SavedDraft:
    """What a save knew under its lock: the draft with the stamp of before, and its stamp, states, marks of what nobody has
    looked at and parts of the document as the save left them; `marks`: those of the states before."""

    draft: Evaluation
    marks: Mapping[str, tuple[Any, ...]]
    states: dict[str, SectionState]
    origins: list[PlaceOrigin]
    stamp: int
    version: SectionVersion | None  # of the section, with its texts, if this process made it
    written: frozenset[str] = frozenset()

    @classmethod
    def before(cls, draft: Evaluation, section: str) -> "SavedDraft":
        """Before anything of the section is written, under the lock: what is known under the stamp is so still."""
        known = known_answers(draft)
        # Of the state that the save will change a copy: nobody may see the change before it has come through.
        states = {code: one.copied() if code == section else one for code, one in known.get("states", {}).items()}
        if "states" not in known:
            states = {one.section: one for one in draft.section_states.select_related("saved_by")}
        origins = known.get("origins")
        if origins is None:
            origins = list(PlaceOrigin.unseen_in(draft))
        return cls(draft, marks_of(states), states, origins, draft.stamp, known_version(draft, section))

    def after(self, written: frozenset[str], origins: list[PlaceOrigin], version: SectionVersion) -> "SavedDraft":
        """When all is written, still under the lock; the states are those of before, which the save has changed."""
        ((stamp,),) = STAMP.of(self.draft.pk)
        return replace(self, written=written, origins=origins, stamp=stamp, version=version)


# To be counted up when the parts that an answer leaves as they are (`data-same`) change their names: pages stay open.
ANSWERS = 1
STAMP = KeptColumns(Evaluation.objects.all, ["stamp"])
Kept = TypeVar("Kept", KeptReading, ToldUnderStamp)
_kept: OrderedDict[int, KeptReading] = OrderedDict()
_told: OrderedDict[int, ToldUnderStamp] = OrderedDict()
_lock = Lock()


def showing_desk(evaluation: Evaluation, user: User, section: Section | None = None) -> Desk:
    """The desk of a page that only shows: it asks what this process has not read yet. `evaluation` was just read."""
    return Desk(evaluation, user, section, remembered_results, answers_under_stamp(evaluation))


def saving_desk(evaluation: Evaluation, user: User) -> Desk:
    """The desk of a save whose draft was read under its lock: it reads its form afresh, and knows what no save of a section
    changes, as far as this process asked under the stamp that was read with the lock."""
    known = known_answers(evaluation)
    return Desk(evaluation, user, answers={name: known[name] for name in BESIDE_SECTIONS & known.keys()})


def answers_under_stamp(evaluation: Evaluation) -> dict[str, Any]:
    """Question → answer, as far as known under the stamp that the draft was read with; what is found out is added."""
    key = (evaluation.stamp, *names_of(evaluation))
    with _lock:
        last = _told.get(evaluation.pk)
        if last is None or last.key != key:
            last = keep_last(_told, evaluation.pk, ToldUnderStamp(key, {}))
    return last.answers


def known_answers(evaluation: Evaluation) -> Mapping[str, Any]:
    """Question → answer, as far as known under the stamp of the draft."""
    with _lock:
        told = _told.get(evaluation.pk)
    return told.answers if told and told.key == (evaluation.stamp, *names_of(evaluation)) else {}


def known_version(evaluation: Evaluation, section: str) -> SectionVersion | None:
    """The last version of a section with its texts, if this process made it and the stamp is still the one of then."""
    version: SectionVersion | None = known_answers(evaluation).get(f"version.{section}")
    return version


def desk_after_save(desk: SectionDesk, saved: SavedDraft, sent: frozenset[str] | None = None) -> SectionDesk:
    """The desk of the page that answers a save: what was known when the save took the lock is known still, except for
    what the save itself has changed; nobody else has changed anything before it let go of the lock. `sent`: what a page sent
    that shows the rest of the draft as it was when the lock was taken."""
    draft, known, before = saved.draft, known_answers(saved.draft), None
    with _lock:
        last = _kept.get(draft.pk)
    if last and last.marks == saved.marks:
        # Under the stamp that the page shows: not an approval older.
        if sent is not None and "beside_form" in known:
            said = {question: answer for question, answer in known.items() if question.startswith(SAID_QUESTION)}
            before = ShownBefore(last.results, sent, left_sections(known.get("states", {})), said)
        filled = last.filled | filled_parts(draft.pk, saved.written)
        with _lock:
            keep_last(_kept, draft.pk, replace(last, marks=marks_of(saved.states), filled=filled))
    same = saved.stamp == draft.stamp
    answers = {name: answer for name, answer in known.items() if same or name in BESIDE_SECTIONS}
    if not known.get("sources", True):
        answers["sources"] = []  # a save takes some away and brings none
    draft.stamp = saved.stamp
    answers |= {"states": saved.states, "origins": saved.origins}
    if saved.version:
        answers[f"version.{desk.section.code}"] = saved.version
    with _lock:
        keep_last(_told, draft.pk, ToldUnderStamp((draft.stamp, *names_of(draft)), answers))
    return SectionDesk(draft, desk.user, desk.section, remembered_results, answers, before)


def shown_state(evaluation: Evaluation, today: date) -> str:
    """What names all that a page of the draft shows: its stamp, and what it says that belongs to others or to the day."""
    told = (ANSWERS, *names_of(evaluation), evaluation.obligation.due_on, today)
    return f"{evaluation.stamp}-{blake2b(repr(told).encode(), digest_size=8).hexdigest()}"


def names_of(evaluation: Evaluation) -> tuple[Any, ...]:
    """What a page says of a draft that does not belong to it; and what tells it from another under the same number."""
    cycle, department = evaluation.cycle, evaluation.department
    owed = (cycle.pk, cycle.year, cycle.notice_reference, cycle.county.name, cycle.scheme.digest)
    return (evaluation.opened_at, *owed, department.pk, department.name, department.budget_code)


def remembered_results(desk: Desk) -> DraftResults:
    """Facts, scores and findings as a fresh reading would give them; a `reading` for a desk that only shows."""
    evaluation = desk.evaluation
    # The states come before the rows: what is saved in between is then read again by the next page.
    marks, none = marks_of(desk.states), [state.section for state in desk.states.values() if state.none]
    draft = (evaluation.opened_at, desk.scheme.digest)
    with _lock:
        last = _kept.get(evaluation.pk)
    if last is not None and last.draft != draft:
        last = None
    names = outdated(desk, last.marks, marks) if last else set(PART_READERS)
    filled = (last.filled if last else {}) | filled_parts(evaluation.pk, names)
    beside = desk.asked("beside_form", lambda: beside_form(evaluation))
    facts = facts_document(evaluation, filled | beside, none)
    results = DraftResults(desk.scheme, facts, last.results.memory if last else PaperMemory())
    if last and last.results.facts == facts:
        results = last.results
    with _lock:
        keep_last(_kept, evaluation.pk, KeptReading(draft, marks, filled, results))
    return results


def marks_of(states: Mapping[str, SectionState]) -> dict[str, tuple[Any, ...]]:
    """Section → what changes with each save and each import."""
    return {code: (one.pk, one.version, one.none, one.carried_year, one.saved_at) for code, one in states.items()}


def outdated(desk: Desk, before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The parts of the document to be read again: after one save those of its section; an import is told by its
    touching every section, and may have written anything."""
    changed = {code for code in before.keys() | now.keys() if before.get(code) != now.get(code)}
    sections = [section for section in desk.scheme.sections if section.code in changed]
    if changed and (len(sections) != 1 or len(changed) != 1 or len(desk.scheme.sections) == 1):
        return set(PART_READERS)
    return {name for section in sections for part in parts_of(desk.scheme, section) for name in part.writes}


def keep_last(kept: OrderedDict[int, Kept], pk: int, one: Kept) -> Kept:
    """Keep something about a draft, and forget the draft that was asked for longest ago; under the lock."""
    kept[pk] = one
    kept.move_to_end(pk)
    if len(kept) > MOST_READINGS:
        kept.popitem(last=False)
    return one


def forget_readings() -> None:
    """Forget everything: each test begins with nothing kept."""
    with _lock:
        _kept.clear()
        _told.clear()
