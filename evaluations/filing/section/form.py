"""The form of one section: its parts over one flat mapping of input names to texts."""

from collections.abc import Mapping
from functools import cached_property

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts import parts_of
from evaluations.filing.section.parts.base import EVERY_INPUT, row_numbers, rows_apart, with_blank_row, with_spare_row
from evaluations.language.texts import storable_text
from evaluations.language.words import NOTHING_LABEL
from evaluations.models import Evaluation
from evaluations.papers.splitting import split_kind

# What the buttons and hidden inputs of the page itself are called; never a figure or a text.
PAGE_CONTROLS = {
    "csrfmiddlewaretoken",
    "version",
    "done",
    "go",
    "add",
    "remove",
    "up",
    "down",
    "fill",
    "put",
    "mended",
    "answer",
    "paste-unit",
    "nothing",
}
# What the page says of itself when it saves: which one it is, its how-manieth sending, whose it is, what was chosen.
PAGE_CONTROLS |= {"page", "sending", "person", "against", "all", "differs", "shows"}
NONE_INPUT = "none"
TICK_STATES = {"on": "已勾选", "": "未勾选"}


class SectionForm:
    """Everything typed on one section page. Errors never discard: `raw` is what could not be stored."""

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        self.desk = desk
        self.data = self.sent = data
        self.parts = [part(desk, data) for part in parts_of(desk.scheme, desk.section)]

    @classmethod
    def stored(cls, desk: SectionDesk) -> "SectionForm":
        """The form over what the database holds, invalid raw text included."""
        return cls(desk, stored_texts(desk))

    @classmethod
    def posted(cls, desk: SectionDesk, post: Mapping[str, str]) -> "SectionForm":
        """The form over what a browser sent."""
        return cls.arranged(
            desk, {name: post[name] for name in post if name not in PAGE_CONTROLS and not name.startswith("take-")}
        )

    @classmethod
    def arranged(cls, desk: SectionDesk, sent: Mapping[str, str]) -> "SectionForm":
        """The form over texts whose rows are numbered in page order and hold something; `sent` keeps them as sent."""
        data = dict(sent)
        for part in parts_of(desk.scheme, desk.section):
            data = part.arranged(data)
        form = cls(desk, data)
        form.sent = sent
        return form

    def beside(self, other: "SectionForm") -> "SectionForm":
        """This form; what `other` has read of the same texts is not read again."""
        for own, before in zip(self.parts, other.parts, strict=True):
            own.take_rows(before)
        return self

    def with_blank(self, kind: str) -> "SectionForm":
        """The same form with one more empty row of this kind (project, project-0-item, achievement …)."""
        if not any(kind == prefix or kind.startswith(f"{prefix}-") for prefix in self.lists):
            return self
        field = "title" if kind == "achievement" else "name"
        data = self.data
        if kind.endswith("-item"):  # an empty one is always there
            data = with_spare_row(data, kind, field)
        return SectionForm(self.desk, with_blank_row(data, kind, field))

    @property
    def none(self) -> bool:
        """Whether 无此项 is ticked; only where the scheme offers it."""
        return bool(self.desk.section.none_text) and self.data.get(NONE_INPUT) == "on"

    @property
    def splits(self) -> str:
        """What a chapter pasted here can be split into (`split_kind`)."""
        return split_kind(self.desk.section)

    @property
    def pasted(self) -> str:
        """What stands in the paste box and is not split yet."""
        return self.data.get("paste", "")

    @cached_property
    def errors(self) -> dict[str, str]:
        """Input name → message."""
        return {name: message for part in self.parts for name, message in part.errors().items()}

    @cached_property
    def inputs(self) -> frozenset[str]:
        """The names of its inputs."""
        return frozenset(name for part in self.parts for name in part.inputs)

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """Input name → (HTML id, name of the field in messages)."""
        own = {NONE_INPUT: ("id_none", NOTHING_LABEL)} if self.desk.section.none_text else {}
        return own | {name: label for part in self.parts for name, label in part.labels().items()}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """(HTML id, message) of each error, for the summary on top."""
        return [(self.labels[name][0], f"{self.labels[name][1]}：{text}") for name, text in self.errors.items()]

    @property
    def raw(self) -> dict[str, str]:
        """The texts that are not valid yet, as typed."""
        return {name: storable_text(self.data.get(name, "")) for name in self.errors}

    def canonical(self) -> dict[str, str]:
        """What a page opened after saving will show, empty fields left out: the same for all spellings of a value."""
        texts = {NONE_INPUT: "on"} if self.none else {}
        for part in self.parts:
            texts |= part.texts
        return texts

    @property
    def cut(self) -> list[str]:
        """The fields of which not every character can be stored: texts too long, signs that no database takes."""
        return [name for name in self.errors if storable_text(self.data.get(name, "")) != self.data.get(name, "")]

    @property
    def shape(self) -> list[str]:
        """The rows and forms that it consists of, by the beginnings of their names."""
        return [beginning for part in self.parts for beginning in part.shape]

    @property
    def lists(self) -> list[str]:
        """The prefixes of its lists of rows."""
        return [part.rows_prefix for part in self.parts if part.rows_prefix]

    def write(
        self, evaluation: Evaluation, before: Mapping[str, str] | None = None, raw: Mapping[str, str] | None = None
    ) -> frozenset[str]:
        """Store the valid values of the parts that hold something else than the texts `before`, of which `raw` were not
        valid; without them of all. Returns what was written, by the names of the facts document."""
        written: set[str] = set()
        for part in self.parts:
            changed = EVERY_INPUT if before is None else part.changed(before, raw or {})
            if changed:
                part.write(evaluation, changed)
                written |= {*part.writes}
        return frozenset(written)


def stored_texts(desk: SectionDesk) -> dict[str, str]:
    """Input name → text as stored: values, and over them the raw text that is not valid yet."""
    data: dict[str, str] = {NONE_INPUT: "on"} if desk.state.none else {}
    for part in parts_of(desk.scheme, desk.section):
        data |= part.stored(desk)
    return data | desk.state.raw


def moved_row(data: Mapping[str, str], prefix: str, number: int, step: int) -> dict[str, str]:
    """The texts with row `number` one place up (-1) or down (1); rows are in page order already."""
    numbers = row_numbers(data, prefix)
    if number not in numbers or not 0 <= numbers.index(number) + step < len(numbers):
        return dict(data)
    other = numbers[numbers.index(number) + step]
    swap = {f"{prefix}-{number}-": f"{prefix}-{other}-", f"{prefix}-{other}-": f"{prefix}-{number}-"}
    return {renamed(name, swap): text for name, text in sorted_rows(data, prefix, swap)}


def renamed(name: str, swap: Mapping[str, str]) -> str:
    """The name with its prefix exchanged."""
    return next((new + name[len(old) :] for old, new in swap.items() if name.startswith(old)), name)


def sorted_rows(data: Mapping[str, str], prefix: str, swap: Mapping[str, str]) -> list[tuple[str, str]]:
    """The items so ordered that after the exchange the rows appear by number."""
    rest = [(name, text) for name, text in data.items() if not name.startswith(f"{prefix}-")]
    rows = [pair for row in rows_apart(data, prefix).values() for pair in row.items()]
    return rest + sorted(rows, key=lambda pair: int(renamed(pair[0], swap)[len(prefix) + 1 :].partition("-")[0]))


def without_row(data: Mapping[str, str], prefix: str, number: int) -> dict[str, str]:
    """The texts without one row."""
    return {name: text for name, text in data.items() if not name.startswith(f"{prefix}-{number}-")}
