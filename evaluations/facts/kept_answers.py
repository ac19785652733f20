"""Answers about one report that are found once, and kept for its next state as long as nothing they read has changed.

Whoever finds an answer asks through noted sources (noted_sources.py), so that what it read is observed and not declared.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple, TypeVar

Answer = TypeVar("Answer")
Read = Hashable  # what was asked of a source: (field, key) of a table, the field itself of anything else
NOTHING: frozenset[Read] = frozenset()
# Questions kept of one report; a form of a thousand rows asks some three thousand. Above it everything is found anew.
MOST_KEPT = 10_000


class KeptAnswer(NamedTuple):
    """An answer, the words it was `given`, and all that was read to find it."""

    answer: Any
    given: tuple[Hashable, ...]
    reads: frozenset[Read] | set[Read]


class Answers:
    """What was found out about one state of a report; each question is answered once."""

    def __init__(self, kept: dict[Hashable, KeptAnswer] | None = None) -> None:
        self.kept = {} if kept is None else kept

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Hashable) -> Answer:
        """The answer to a question. `given` are texts that it is about, compared by ==; so never amounts, of which 1.0 and
        1.00 are printed differently."""
        known = self.kept.get(question)
        if known is None or known.given != given:
            known = self.kept[question] = KeptAnswer(answer(), given, NOTHING)
        found: Answer = known.answer
        return found

    def note(self, read: Read) -> None:
        """Something was asked of a source for the answer that is being found; here nobody wants to know."""

    def forget(self, question: Hashable) -> None:
        """The answer to a question stands no more."""
        del self.kept[question]


class NotedAnswers(Answers):
    """The same, with what each answer read, and what the answers read that it asked for. For one thread, and one state of
    the report whose sources note what is asked of them by `note`."""

    def __init__(self, kept: dict[Hashable, KeptAnswer]) -> None:
        super().__init__(kept)
        self.reads: set[Read] = set()

    def note(self, read: Read) -> None:
        """Something was asked of a source for the answer that is being found."""
        self.reads.add(read)

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Hashable) -> Answer:
        """The answer to a question, found anew if something that it read has changed, or what it is `given`."""
        known = self.kept.get(question)
        if known is None or known.given != given:
            outer, own = self.reads, set[Read]()
            self.reads = own
            try:
                known = self.kept[question] = KeptAnswer(answer(), given, own)
            finally:  # what was read for an answer that could not be found was read for the one who asked
                self.reads = outer
                outer |= own
        else:
            self.reads |= known.reads
        found: Answer = known.answer
        return found


def still_known(kept: Mapping[Hashable, KeptAnswer], changed: set[Read]) -> dict[Hashable, KeptAnswer]:
    """The answers that read nothing of what has changed."""
    if len(kept) > MOST_KEPT:
        return {}
    return {question: one for question, one in kept.items() if changed.isdisjoint(one.reads)}
