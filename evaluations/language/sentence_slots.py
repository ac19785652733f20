"""The slots of sentence templates: {figure}, {rate|change}, {text:code} and a few words of the head.

[A|B] is a choice between phrases: the first that can be said of this department is printed, none where none can.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SLOT_WORDS = {
    "year": "年份",
    "last_year": "上年年份",
    "department": "单位名称",
    "county": "县名",
    "notice_reference": "通知文号",
    "total": "总分",
    "grade": "等级",
}
HEAD_WORDS = frozenset(SLOT_WORDS)
RESULT_WORDS = frozenset({"total", "grade"})  # of forms with points
# positive, negative and zero say of which amounts a phrase in [A|B] may be said; zero prints nothing itself.
AMOUNT_SIGNS = {"positive": 1, "zero": 0, "negative": -1}
TEMPLATE_FILTERS = frozenset({"change", "movement", *AMOUNT_SIGNS})
SLOT_PATTERN = re.compile(r"\{([^{}]*)\}")
CHOICE_PATTERN = re.compile(r"\[((?:[^\[\]{}]|\{[^{}]*\})*)\]")
BETWEEN_PHRASES = re.compile(r"\|(?![^{}]*\})")


@dataclass(frozen=True)
class TemplateSlot:
    """One {…}: a name, a filter after a bar, or the code of a free text."""

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


def slots_in_chinese(template: str, named: Callable[[str], str]) -> str:
    """A beginning or title as people read it who choose a form: 〔单位名称〕〔年份〕年度…; of phrases in [A|B] every one, A／B.

    `named` tells what people call a figure, a rate or an indicator.
    """

    def shown(piece: str | TemplateSlot) -> str:
        if isinstance(piece, str):
            return piece
        return f"〔{SLOT_WORDS.get(piece.name) or named(piece.name)}〕"

    spoken = CHOICE_PATTERN.sub(lambda match: f"（{BETWEEN_PHRASES.sub('／', match[1])}）", template)
    return "".join(map(shown, split_template(spoken)))


def choose_phrases(template: str, sayable: Callable[[str], bool]) -> str:
    """The template with each [A|B] replaced by its first phrase that is sayable, or by nothing."""

    def chosen(match: re.Match[str]) -> str:
        return next((phrase for phrase in BETWEEN_PHRASES.split(match[1]) if sayable(phrase)), "")

    return CHOICE_PATTERN.sub(chosen, template)


def unpaired_brackets(template: str) -> str:
    """What follows a [ or ] that opens or closes no choice; nothing in a sound template."""
    rest = re.search(r"[\[\]].{0,10}", CHOICE_PATTERN.sub("", template))
    return rest[0] if rest else ""


def template_slots(template: str) -> list[TemplateSlot]:
    return [piece for piece in split_template(template) if isinstance(piece, TemplateSlot)]


def _slot(inside: str) -> TemplateSlot:
    if inside.startswith("text:"):
        return TemplateSlot("", text=inside.removeprefix("text:").strip())
    name, _, filter_name = inside.partition("|")
    return TemplateSlot(name.strip(), filter_name.strip())
