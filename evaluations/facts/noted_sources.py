"""Sources that note what is asked of them: the facts of a report, its scores, counts of findings. And what differs between
two states of a source, told in the same words, so that an answer stands while none of its reads is among them.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields
from typing import Any, TypeVar

from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import Read, exactly_same

Value = TypeVar("Value")
Note = Callable[[Read], None]
ALL_OF_IT = None  # in place of a key: how many there are, in which order, or each of them
FACTS_FIELDS = (*(one.name for one in fields(Facts)), "project_names")


class NotedMapping(Mapping[Any, Value]):
    """A table whose readers are noted: by the key, or as having seen all of it."""

    __slots__ = ("_field", "_note", "_own")

    def __init__(self, field: str, own: Mapping[Any, Value], note: Note) -> None:
        self._field, self._own, self._note = field, own, note

    def __getitem__(self, key: Any) -> Value:
        self._note((self._field, key))
        return self._own[key]

    def __contains__(self, key: object) -> bool:
        self._note((self._field, key))
        return key in self._own

    def get(self, key: Any, default: Any = None) -> Any:
        self._note((self._field, key))
        return self._own.get(key, default)

    def all_of_it(self) -> Mapping[Any, Value]:
        """The table itself, for one who has seen everything."""
        self._note((self._field, ALL_OF_IT))
        return self._own

    def __iter__(self) -> Iterator[Any]:
        return iter(self.all_of_it())

    def __len__(self) -> int:
        return len(self.all_of_it())

    def keys(self) -> KeysView[Any]:
        return self.all_of_it().keys()

    def values(self) -> ValuesView[Value]:
        return self.all_of_it().values()

    def items(self) -> ItemsView[Any, Value]:
        return self.all_of_it().items()


class NotedSource:
    """In front of a dataclass whose fields are to be noted: what its own methods ask is noted, too."""

    def __init__(self, source: Any, names: tuple[str, ...], note: Note) -> None:
        shown = {name: getattr(source, name) for name in names}
        shown = {
            name: NotedMapping(name, one, note) if isinstance(one, Mapping) else one for name, one in shown.items()
        }
        object.__getattribute__(self, "__dict__").update(_shown=shown, _note=note)

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name in own["_shown"]:
            found = own["_shown"][name]
            if type(found) is not NotedMapping:
                own["_note"](name)
            return found
        return object.__getattribute__(self, name)


class NotedFacts(NotedSource, Facts):
    """The facts of a report, which note what is asked of them."""

    def __init__(self, facts: Facts, note: Note) -> None:
        super().__init__(facts, FACTS_FIELDS, note)


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
    changed: set[Read] = {
        (field, key) for key, value in now.items() if key not in before or not exactly_same(before[key], value)
    }
    changed |= {(field, key) for key in before if key not in now}
    if changed or list(before) != list(now):
        changed.add((field, ALL_OF_IT))
    return changed
