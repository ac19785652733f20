"""The slots of sentence templates: {figure}, {rate|change}, {text:code} and a few words of the head."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD_WORDS = frozenset({"year", "last_year", "department", "county", "notice_reference", "total", "grade"})
FILTERS = frozenset({"change"})
SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Slot:
    """One {…}: a name, "change" after a bar, or the code of a free text."""

    name: str
    filter: str = ""
    text: str = ""


def split(template: str) -> Iterator[str | Slot]:
    """The literal pieces and slots of a template in order."""
    position = 0
    for match in SLOT.finditer(template):
        if match.start() > position:
            yield template[position : match.start()]
        yield _slot(match[1])
        position = match.end()
    if position < len(template):
        yield template[position:]


def slots(template: str) -> list[Slot]:
    return [piece for piece in split(template) if isinstance(piece, Slot)]


def _slot(inside: str) -> Slot:
    if inside.startswith("text:"):
        return Slot("", text=inside.removeprefix("text:").strip())
    name, _, filter_name = inside.partition("|")
    return Slot(name.strip(), filter_name.strip())
