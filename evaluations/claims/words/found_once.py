"""Answers that are found when they are first asked for, and kept: of an object, and of a few words."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")
KEPT_WORDS, LONGEST_KEPT = 4096, 60  # most of what stands between two numbers stands so between many


class FoundOnce(Generic[Answer]):
    """functools.cached_property without its lock, which costs more than most answers about one sentence; so has 3.12."""

    def __init__(self, find: Callable[[Any], Answer]) -> None:
        self.find, self.name, self.__doc__ = find, "", find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Answer:
        answer = instance.__dict__[self.name] = self.find(instance)
        return answer


def kept_of_short(find: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Answers about a few words are kept, wherever they stand; those about longer ones, which have no end, are not."""
    kept = lru_cache(maxsize=KEPT_WORDS)(find)

    @wraps(find)
    def ask(words: str) -> Answer:
        return kept(words) if len(words) <= LONGEST_KEPT else find(words)

    return ask
