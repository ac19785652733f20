"""Answers about one report that are found once, and kept for its next state as long as nothing they read has changed.

Whoever finds an answer asks through noted sources (noted_sources.py), so that what it read is observed and not declared.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

Answer = TypeVar("Answer")
Read = Hashable  # what was asked of a source: (field, key) of a table, the field itself of anything else
NOTHING: frozenset[Read] = frozenset()
# Questions kept of one report; a form of a thousand rows asks some three thousand. Above it everything is found anew.
MOST_KEPT = 10_000


class KeptAnswer(NamedTuple):
    """An answer, what it was `given`, and all that was read to find it."""

    answer: Any
    given: tuple[Any, ...]
    reads: frozenset[Read] | set[Read]


Kept = dict[Hashable, KeptAnswer]


class Answers:
    """What was found out about one state of a report; each question is answered once."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept: Kept = {} if kept is None else kept

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Any) -> Answer:
        """The answer to a question; `given` is what it is about and reads nothing to get."""
        known = self.kept.get(question)
        if known is None or (given and not all_the_same(known.given, given)):
            known = self.kept[question] = KeptAnswer(answer(), given, NOTHING)
        found: Answer = known.answer
        return found

    def settled(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The same of an answer that others are given: where it comes out as it was, it is the very one that it was."""
        return self.once(question, answer)

    def note(self, read: Read) -> None:
        """Something was asked of a source for the answer that is being found; here nobody wants to know."""

    def forget(self, question: Hashable) -> None:
        """The answer to a question stands no more."""
        del self.kept[question]


class SharedReads(dict[Hashable, Read]):
    """Key → what is noted of it: all answers that read it share one."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def __missing__(self, key: Hashable) -> Read:
        return self.setdefault(key, (self.field, key))


class NotedAnswers(Answers):
    """The same, with what each answer read, and what the answers read that it asked for. For one thread, and one state of
    the report whose sources note what is asked of them in `reads`. `before`: the answers of the state before, of which those
    stand that read nothing that has `changed`. `shared`: field → what is noted of its keys, of all states."""

    def __init__(self, before: Kept, changed: set[Read], shared: dict[str, SharedReads] | None = None) -> None:
        before = before if len(before) <= MOST_KEPT else {}
        super().__init__({question: one for question, one in before.items() if changed.isdisjoint(one.reads)})
        self.before = before
        self.shared = {} if shared is None else shared
        self.reads: set[Read] = set()
        self.is_within = False  # whether an answer is being found that another one's reads are reads of, too

    def reads_of(self, field: str) -> SharedReads:
        """What is noted of the keys of a table."""
        return self.shared.get(field) or self.shared.setdefault(field, SharedReads(field))

    def note(self, read: Read) -> None:
        self.reads.add(read)

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Any) -> Answer:
        known = self.kept.get(question)
        if known is None or (given and not all_the_same(known.given, given)):
            known = self.kept[question] = self._found(answer, given)
        elif self.is_within:
            self.reads |= known.reads
        found: Answer = known.answer
        return found

    def _found(self, answer: Callable[[], Any], given: tuple[Any, ...]) -> KeptAnswer:
        outer, own, within = self.reads, set[Read](), self.is_within
        self.reads, self.is_within = own, True
        try:
            return KeptAnswer(answer(), given, own)
        finally:  # what was read for an answer that could not be found was read for the one who asked
            self.reads, self.is_within = outer, within
            outer |= own

    def settled(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        found, before = self.once(question, answer), self.before.get(question)
        if before is None or before.answer is found or not exactly_same(before.answer, found):
            return found
        self.kept[question] = self.kept[question]._replace(answer=before.answer)
        found = before.answer
        return found


def exactly_same(one: Any, other: Any) -> bool:
    """Whether two values are one to the last printed sign: no other type, no other decimals (707 and 707.00), no other
    order."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is Decimal:
        return bool(one.compare_total(other) == 0)
    return bool(one == other) if kind is str else _same_parts(one, other)


def _same_parts(one: Any, other: Any) -> bool:
    """The same of two rows, lists or tables of one kind; of anything else that they are equal."""
    if (names := getattr(one, "__dataclass_fields__", None)) is not None:
        return all_the_same([getattr(one, name) for name in names], [getattr(other, name) for name in names])
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all_the_same(one, other)
    if isinstance(one, Mapping):
        return list(one) == list(other) and all_the_same(one.values(), other.values())
    return bool(one == other)


def all_the_same(some: Iterable[Any], others: Iterable[Any]) -> bool:
    """The same of values in turn; most of a report's are the very ones that they were."""
    for one, other in zip(some, others, strict=True):
        if one is not other and not exactly_same(one, other):
            return False
    return True
