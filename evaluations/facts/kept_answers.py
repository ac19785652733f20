"""Answers about one report that are found once, and kept for its next state as long as nothing they read has changed.

Whoever finds an answer asks through noted sources (noted_sources.py), so that what it read is observed and not declared.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

Answer = TypeVar("Answer")
Read = Hashable  # what was asked of a source: (field, key) of a table, the field itself of anything else
NOTHING: frozenset[Any] = frozenset()
# Questions kept of one report; a form of a thousand rows asks some three thousand. Above it everything is found anew.
MOST_KEPT = 10_000


class ToldAnswer:
    """What was asked of all figures together for an answer, and what they said: `ask` them again, and while they say the
    same, the answer stands, though each of them was looked at."""

    __slots__ = ("ask", "said")

    def __init__(self, ask: Callable[[Any], Any], said: Any) -> None:
        self.ask, self.said = ask, said


class KeptAnswer(NamedTuple):
    """An answer, what it was `given`, all that was read to find it, and all that it was told."""

    answer: Any
    given: tuple[Any, ...]
    reads: frozenset[Read] | set[Read]
    told: frozenset[ToldAnswer] = NOTHING


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
        self.reads, self.told = set[Read](), NOTHING
        self.is_within = False  # whether an answer is being found that another one's reads are reads of, too
        self.figures: Callable[[], Any] = tuple  # who is asked again what an answer was told
        self._stand: dict[ToldAnswer, bool] = {}

    def reads_of(self, field: str) -> SharedReads:
        """What is noted of the keys of a table."""
        return self.shared.get(field) or self.shared.setdefault(field, SharedReads(field))

    def tell(self, told: ToldAnswer) -> None:
        """Something was asked of all figures for the answer that is being found."""
        self.told |= {told}
        self._stand[told] = True

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Any) -> Answer:
        known = self.kept.get(question)
        if known is None or (given and not all_the_same(known.given, given)) or (known.told and self._fails(known)):
            known = self.kept[question] = self._found(answer, given)
        elif self.is_within:
            self.reads |= known.reads
            if known.told:
                self.told |= known.told
        found: Answer = known.answer
        return found

    def _found(self, answer: Callable[[], Any], given: tuple[Any, ...]) -> KeptAnswer:
        reads, told, within = self.reads, self.told, self.is_within
        own = self.reads = set[Read]()
        self.told, self.is_within = NOTHING, True
        try:
            return KeptAnswer(answer(), given, own, self.told)
        finally:  # what was read for an answer that could not be found was read for the one who asked
            reads |= own
            self.reads, self.told, self.is_within = reads, told | self.told if self.told else told, within

    def _fails(self, known: KeptAnswer) -> bool:
        """Whether all figures together say something else than they did."""
        return not all(map(self._stands, known.told))

    def _stands(self, told: ToldAnswer) -> bool:
        known = self._stand.get(told)
        if known is None:
            known = self._stand[told] = told.ask(self.figures()) == told.said
        return known

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
