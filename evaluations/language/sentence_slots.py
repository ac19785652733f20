"""The slots of sentence templates: {figure}, {rate|change}, {text:code} and a few words of the head."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD_WORDS = frozenset({"year", "last_year", "department", "county", "notice_reference", "total", "grade"})
TEMPLATE_FILTERS = frozenset({"change"})
SLOT_PATTERN = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class TemplateSlot:
    """One {…}: a name, "change" after a bar, or the code of a free text."""

    name: str
    filter: str = ""
    text: str = ""


def split_template(template: str) -> Iterator[str | TemplateSlot]:
    """The literal pieces and slots of a template in order."""
    position = 0
    for match in SLOT_PATTERN.finditer(template):
        if match.start() > position:
            yield template[position : match.start()]
        yield _slot(match[1])
        position = match.end()
    if position < len(template):
        yield template[position:]


def template_slots(template: str) -> list[TemplateSlot]:
    return [piece for piece in split_template(template) if isinstance(piece, TemplateSlot)]


def _slot(inside: str) -> TemplateSlot:
    if inside.startswith("text:"):
        return TemplateSlot("", text=inside.removeprefix("text:").strip())
    name, _, filter_name = inside.partition("|")
    return TemplateSlot(name.strip(), filter_name.strip())
