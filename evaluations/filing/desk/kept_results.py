"""What pages show of a draft, kept in this process between requests: facts, scores and findings of the last reading.

Every save of a section and every import gives section states a new version before others can see the new rows, so
rows are read again exactly where a state differs; all that has no version (explanations, approved figures, last
year's texts, names) is read at every request and compared. Only pages that show use this. What writes, freezes,
signs or verifies reads afresh.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from evaluations.drafts.facts_of_draft import facts_document
from evaluations.drafts.rows_to_document import PART_READERS, filled_parts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.section.parts import parts_of
from evaluations.models import SectionState

MOST_READINGS = 64  # drafts, those looked at last


@dataclass(frozen=True)
class KeptReading:
    """The last reading of a draft: `draft` tells it from another under the same number, `marks` name the content."""

    draft: tuple[Any, ...]
    marks: Mapping[str, tuple[Any, ...]]
    filled: dict[str, Any]
    results: DraftResults


_kept: OrderedDict[int, KeptReading] = OrderedDict()
_lock = Lock()


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
    keep_reading(evaluation.pk, KeptReading(draft, marks, filled, results))
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


def keep_reading(pk: int, kept: KeptReading) -> None:
    """Keep a reading, and forget the one that was asked for longest ago."""
    with _lock:
        _kept[pk] = kept
        _kept.move_to_end(pk)
        if len(_kept) > MOST_READINGS:
            _kept.popitem(last=False)


def forget_readings() -> None:
    """Forget everything: each test begins with nothing kept."""
    with _lock:
        _kept.clear()
