"""The ways back of the words that a person exchanged: they stay under the text, over any reload, as long as the word stands."""

from collections.abc import Mapping

from django.contrib.sessions.backends.base import SessionBase

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.word_swap import WordSwap, read_swap

KEPT_SWAPS = (
    "word_swaps"  # in the session: draft, section, what was exchanged; no word of a report stands in an address
)
MOST_KEPT = 12


def keep_swap(session: SessionBase, desk: SectionDesk, swap: WordSwap) -> None:
    """Keep how a word was exchanged; going back and forth is kept once."""
    place = [desk.evaluation.pk, desk.section.code]
    gone = [[*place, swap.value], [*place, swap.undone.value]]
    kept = [one for one in session.get(KEPT_SWAPS, []) if one not in gone]
    session[KEPT_SWAPS] = [*kept, [*place, swap.value]][-MOST_KEPT:]


def ways_back(session: SessionBase, desk: SectionDesk, texts: Mapping[str, str]) -> list[WordSwap]:
    """The swaps that would undo what was exchanged in this section, the last one first, where the new word still stands."""
    kept = session.get(KEPT_SWAPS)
    if not kept or not desk.may_edit:
        return []
    place = [desk.evaluation.pk, desk.section.code]
    swaps = (read_swap(str(one[2])) for one in reversed(kept) if one[:2] == place)
    return [one.undone for one in swaps if one and one.undone.place_in(texts.get(one.input_name, "")) is not None]
