"""The shape that all parts of a section share, and the rows that their inputs are named by."""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import ParagraphsField
from evaluations.filing.section.parts.placed_forms import PlacedForm, RowForm, shown_choices
from evaluations.models import Evaluation


class AllInputs(Container[str]):
    """Whatever input is asked for belongs to them."""

    def __contains__(self, name: object) -> bool:
        return True


EVERY_INPUT = AllInputs()
MOST_DIGITS = 4  # of the number of a row


class SectionPart:
    """Some forms over flat texts (input name → text), read from the facts or from what was just posted.

    The forms are always bound: stored values are valid, so errors come only from raw text that is not valid yet.
    """

    template = ""
    # What `write` may change, by the names of the facts document: kept_results.py reads just this again after a save.
    writes: tuple[str, ...]
    # Prefix of the rows that may be added and removed, empty for parts without rows.
    rows_prefix = ""
    # What the button for one more row says; for rows within a row: the last word of their kind → what it says.
    add_label = ""
    add_labels: dict[str, str] = {}

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        self.desk = desk
        self.data = data

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        """Input name → text for everything stored of this part."""
        raise NotImplementedError

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        """Posted texts with rows numbered in page order and blank rows left out."""
        return dict(data)

    def offered(self) -> dict[str, dict[str, str]]:
        """Group → input name → text that a button may fill into this part; see section/offers.py."""
        return {}

    @property
    def forms(self) -> Sequence[PlacedForm]:
        """The bound forms, in page order."""
        raise NotImplementedError

    @property
    def shape(self) -> Sequence[str]:
        """The rows and forms that it consists of, by the beginnings of their names."""
        return [form.prefix or "" for form in self.forms]

    @property
    def rows(self) -> Sequence[RowForm]:
        """Those of them that are rows which may be added and removed."""
        return ()

    def take_rows(self, before: "SectionPart") -> None:
        """Have the rows of the same part of another form, as far as they are the same."""

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        """Replace the stored rows by the valid values; what is not valid is left out. A part of single values writes
        those of the inputs that are `changed`, a list all of its rows."""
        raise NotImplementedError

    @cached_property
    def texts(self) -> dict[str, str]:
        """Input name → text as a page opened after saving shows it; empty fields are left out."""
        texts = {name: text for form in self.forms for name, text in form.canonical().items()}
        return {name: text for name, text in texts.items() if text}

    @cached_property
    def inputs(self) -> Set[str]:
        """The names of its inputs."""
        return {form.add_prefix(name) for form in self.forms for name in form.fields}

    def changed(self, before: Mapping[str, str], raw: Mapping[str, str]) -> frozenset[str]:
        """The inputs that hold something else than these texts of its section, of which `raw` were not valid."""
        own = self.inputs
        start = f"{self.rows_prefix}-" if self.rows_prefix else "\n"  # no name begins so
        stored, wrong = (
            {name: text for name, text in texts.items() if name in own or name.startswith(start)}
            for texts in (before, raw)
        )
        now = self.texts
        differing = {name for name in stored.keys() | now.keys() if stored.get(name) != now.get(name)}
        return frozenset(differing | (wrong.keys() ^ self.errors().keys()))

    @property
    def same(self) -> bool:
        """Whether a page that is being answered shows the inputs of the part, and all beside them, as they are: for parts
        that say nothing which follows from others."""
        before = self.desk.shown_before
        return before is not None and before.sent.isdisjoint(self.inputs)

    @property
    def next(self) -> int:
        """The number for one more row."""
        return next_number(self.rows)

    def blank(self, kind: str, number: int) -> tuple[str, RowForm] | None:
        """(template, row) of one more empty row of this kind; None when it is none of this part's."""
        return None

    def label_for(self, kind: str) -> str:
        """What the button for one more row of this kind says."""
        return self.add_labels.get(kind.rpartition("-")[2], self.add_label)

    def errors(self) -> dict[str, str]:
        """Input name → message of each field that cannot be stored."""
        return {form.add_prefix(name): str(form.errors[name][0]) for form in self.forms for name in form.errors}

    def choices(self) -> dict[str, dict[str, str]]:
        """Input name → value → words, for the inputs that are chosen from a list."""
        fields = ((form.add_prefix(name), field) for form in self.forms for name, field in form.fields.items())
        return {name: dict(listed) for name, field in fields if (listed := shown_choices(field))}

    def paragraphs(self) -> set[str]:
        """The names of the inputs that hold text of several lines."""
        return {
            form.add_prefix(name)
            for form in self.forms
            for name, field in form.fields.items()
            if isinstance(field, ParagraphsField)
        }

    def labels(self) -> dict[str, tuple[str, str]]:
        """Input name → (HTML id, what the field is called in a message)."""
        return {
            form.add_prefix(name): (form.input_id(name), form.name_of(name))
            for form in self.forms
            for name in form.fields
        }


def row_numbers(data: Mapping[str, str], prefix: str) -> list[int]:
    """The n of all names `prefix-n-…`, in the order in which they first appear, which is the order on the page."""
    return list(rows_apart(data, prefix))


def rows_apart(data: Mapping[str, str], prefix: str) -> dict[int, dict[str, str]]:
    """Row number → the texts of that row under their full names; one pass, whatever the number of rows."""
    start, apart = f"{prefix}-", dict[int, dict[str, str]]()
    begin, most = len(start), len(start) + MOST_DIGITS + 1
    for name, text in data.items():
        number = _row_number(name[begin:most]) if name.startswith(start) else None
        if number is None:
            continue
        if number not in apart:
            apart[number] = {}
        apart[number][name] = text
    return apart


@lru_cache(maxsize=1024)
def _row_number(rest: str) -> int | None:
    """The n of `n-…`; None where there is none. Pages send the same names again and again."""
    number = rest.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS else None


def row_texts(data: Mapping[str, str], prefix: str, number: int) -> dict[str, str]:
    """The texts of one row, without its prefix."""
    start = f"{prefix}-{number}-"
    return {name[len(start) :]: text for name, text in data.items() if name.startswith(start)}


def renumbered_rows(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    """All texts, with the rows `prefix-n-…` numbered 0, 1, 2 … in page order and those with nothing typed left out."""
    rest = {name: text for name, text in data.items() if not name.startswith(f"{prefix}-")}
    rows = [row_texts(own, prefix, number) for number, own in rows_apart(data, prefix).items()]
    kept = [texts for texts in rows if anything_typed(texts)]
    return rest | {f"{prefix}-{n}-{name}": text for n, texts in enumerate(kept) for name, text in texts.items()}


def anything_typed(texts: Mapping[str, str]) -> bool:
    """Whether anything was typed in a row; the kind of a project and the direction of a target always have a value."""
    return any(text.strip() for name, text in texts.items() if name.rpartition("-")[2] not in ("kind", "direction"))


def next_number(rows: Iterable[RowForm]) -> int:
    """The number for one more row."""
    return max((row.number for row in rows), default=-1) + 1


def with_blank_row(data: Mapping[str, str], prefix: str, field: str) -> dict[str, str]:
    """The texts with one more, empty row at the end."""
    number = max(row_numbers(data, prefix), default=-1) + 1
    return {**data, f"{prefix}-{number}-{field}": ""}


def with_spare_row(data: Mapping[str, str], prefix: str, field: str) -> dict[str, str]:
    """The texts with an empty row at the end, one more where there is none: a page that saves itself sends its own."""
    rows = rows_apart(data, prefix)
    last = next(reversed(rows), None)
    spare = last is not None and not anything_typed(row_texts(rows[last], prefix, last))
    return dict(data) if spare else {**data, f"{prefix}-{max(rows, default=-1) + 1}-{field}": ""}
