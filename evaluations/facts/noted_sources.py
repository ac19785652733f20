"""Sources that note what is asked of them: the facts of a report, its scores, counts of findings. And what differs between
two states of a source, told in the same words, so that an answer stands while none of its reads is among them.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import NotedAnswers, Read, exactly_same

Value = TypeVar("Value")
Source = TypeVar("Source", bound="type[NotedSource]")
# Whose report it is: nobody types it into a draft, and every label asks for the year.
WHOLE_REPORT = ("scheme", "year", "county", "department")
ALL_OF_IT = None  # in place of a key: each of them
NAMES_OF_IT = ()  # the same: which there are, in which order
KNOWN = "known"  # behind field and key: whether there is a value
NOT_THERE = object()


class NotedMapping(Mapping[Any, Value]):
    """A table whose readers are noted: by the key, or as having seen all of it. Pages ask a thousand times, so that a note
    is one call."""

    __slots__ = ("_answers", "_field", "_own", "_reads")

    def __init__(self, field: str, own: Mapping[Any, Value], answers: NotedAnswers) -> None:
        self._field, self._own, self._answers, self._reads = field, own, answers, answers.reads_of(field)

    def __getitem__(self, key: Any) -> Value:
        self._answers.reads.add(self._reads[key])
        return self._own[key]

    def __contains__(self, key: object) -> bool:
        self._answers.reads.add(self._reads[key])
        return key in self._own

    def get(self, key: Any, default: Any = None) -> Any:
        self._answers.reads.add(self._reads[key])
        return self._own.get(key, default)

    def knows(self, key: Any) -> bool:
        """Whether there is a value, whichever."""
        self._answers.reads.add((self._field, key, KNOWN))
        return self._own.get(key) is not None

    def _all_of_it(self) -> Mapping[Any, Value]:
        self._answers.reads.add(self._reads[ALL_OF_IT])
        return self._own

    def _names_of_it(self) -> Mapping[Any, Value]:
        self._answers.reads.add(self._reads[NAMES_OF_IT])
        return self._own

    def __iter__(self) -> Iterator[Any]:
        return iter(self._names_of_it())

    def __len__(self) -> int:
        return len(self._names_of_it())

    def keys(self) -> KeysView[Any]:
        return self._names_of_it().keys()

    def values(self) -> ValuesView[Value]:
        return self._all_of_it().values()

    def items(self) -> ItemsView[Any, Value]:
        return self._all_of_it().items()


class NotedSource:
    """In front of a dataclass: what is asked of its fields is noted, and so what its own methods ask."""

    tables: ClassVar[tuple[str, ...]]  # fields that are read by key
    whole: ClassVar[
        tuple[str, ...]
    ]  # fields that are everybody's, and noted for nobody: no answer stands if one changes
    names: ClassVar[tuple[str, ...]]  # all fields

    def __init__(self, source: Any, answers: NotedAnswers) -> None:
        own = self.__dict__
        for name in self.tables:
            own[name] = NotedMapping(name, getattr(source, name), answers)
        for name in self.whole:
            own[name] = getattr(source, name)
        own["source"], own["answers"] = source, answers


def noted_fields(tables: tuple[str, ...], *others: str, whole: tuple[str, ...] = ()) -> Callable[[Source], Source]:
    """The class of a noted source: every field of its dataclass, and `others` that follow from them."""

    def complete(kind: Source) -> Source:
        own = (*(one.name for one in fields(kind)), *others)  # type: ignore[arg-type] # its second base is one
        kind.tables, kind.whole, kind.names = tables, whole, own
        for name in kind.names:
            if name not in (*tables, *whole):
                setattr(kind, name, property(_reader_of(name)))
        return kind

    return complete


def _reader_of(name: str) -> Callable[[Any], Any]:
    def read(noted: Any) -> Any:
        noted.answers.reads.add(name)
        return getattr(noted.source, name)

    return read


@noted_fields(
    ("figures", "entries", "narratives", "last_year", "approved", "last_figures"), "project_names", whole=WHOLE_REPORT
)
class NotedFacts(NotedSource, Facts):
    """The facts of a report, which note what is asked of them."""


def changed_reads(old: Any, new: Any, names: tuple[str, ...]) -> set[Read]:
    """What would be told otherwise by `new` than by `old`, as readers of these fields would be noted."""
    if old is new:
        return set()
    changed: set[Read] = set()
    for name in names:
        before, now = getattr(old, name), getattr(new, name)
        if before is now:
            continue
        if isinstance(now, Mapping):
            changed |= changed_keys(name, before, now)
        elif not exactly_same(before, now):
            changed.add(name)
    return changed


def changed_keys(field: str, before: Mapping[Any, Any], now: Mapping[Any, Any]) -> set[Read]:
    """The same of one table."""
    changed: set[Read] = set()
    for key, value in now.items():
        # A blank cell is another thing than one that is not there.
        if (last := before.get(key, NOT_THERE)) is not value and not exactly_same(last, value):
            changed.add((field, key))
            if value is None or last is None or last is NOT_THERE:
                changed.add((field, key, KNOWN))
    changed.update([(field, key, *more) for key in before if key not in now for more in ((), (KNOWN,))])
    if list(before) != list(now):
        changed.add((field, NAMES_OF_IT))
    if changed:
        changed.add((field, ALL_OF_IT))
    return changed
