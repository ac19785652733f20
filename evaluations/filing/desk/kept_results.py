"""What pages show of a draft, kept in this process between requests: what was read and what follows from it.

A draft has a stamp that the database changes with everything that is said, decided, attached or saved
(models/evaluation_stamp.py), and every page reads it with the draft's own row, before anything else. What this process
read under the same stamp is not asked again. Under another one the rows of the form are still read part by part: every
save of a section and every import gives section states a new version before others can see the new rows.
Only pages that show use this. What writes, freezes, signs or verifies reads afresh.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from departments.models import User
from evaluations.drafts.facts_of_draft import facts_document
from evaluations.drafts.rows_to_document import PART_READERS, filled_parts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.section.parts import parts_of
from evaluations.models import Evaluation, SectionState
from evaluations.schemes.scheme import Section

MOST_READINGS = 64  # drafts, those looked at last


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


Kept = TypeVar("Kept", KeptReading, ToldUnderStamp)
_kept: OrderedDict[int, KeptReading] = OrderedDict()
_told: OrderedDict[int, ToldUnderStamp] = OrderedDict()
_lock = Lock()


def showing_desk(evaluation: Evaluation, user: User, section: Section | None = None) -> Desk:
    """The desk of a page that only shows: it asks what this process has not read yet. `evaluation` was just read."""
    return Desk(evaluation, user, section, remembered_results, answers_under_stamp(evaluation))


def answers_under_stamp(evaluation: Evaluation) -> dict[str, Any]:
    """Question → answer, as far as known under the stamp that the draft was read with; what is found out is added."""
    key = (evaluation.stamp, *names_of(evaluation))
    with _lock:
        last = _told.get(evaluation.pk)
        if last is None or last.key != key:
            last = keep_last(_told, evaluation.pk, ToldUnderStamp(key, {}))
    return last.answers


def hand_on_answers(before: Evaluation, after: Evaluation, but: Collection[str]) -> None:
    """Keep what was known under the stamp of `before` under that of `after`, except for what was changed in between.

    For a save, which held the lock from one stamp to the other: nobody else has changed anything.
    """
    with _lock:
        last = _told.get(before.pk)
        if last and last.key == (before.stamp, *names_of(before)):
            known = {name: answer for name, answer in last.answers.items() if name not in but}
            keep_last(_told, after.pk, ToldUnderStamp((after.stamp, *names_of(after)), known))


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
    facts = facts_document(evaluation, filled, none)
    results = last.results if last and last.results.facts == facts else DraftResults(desk.scheme, facts)
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
