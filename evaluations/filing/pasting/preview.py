"""The paste box of a section: what was pasted, cut for a preview; and the preview as accepted, back into the section's texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.parts.base import row_numbers
from evaluations.language.texts import clean_typed_text
from evaluations.papers.splitting import (
    PastedItem,
    drop_headings,
    headed_texts,
    heading_essence,
    items_with_lead,
    numbering_ways,
    split_items,
    split_kind,
    split_texts,
)
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

# A whole report; every single text is limited again when it is stored.
LONGEST_PASTE = 100_000
LONGEST_LINE = 100  # of a heading; nothing longer is one, and looking for brackets in it takes the square of its length
LONGEST_OPENING = 40  # “主要成效如下：” says nothing that the numbers do not


@dataclass(frozen=True)
class PreviewRow:
    """One part of the preview: an item with title and body, or one text of the section."""

    name: str
    label: str
    title: str
    body: str


@dataclass(frozen=True)
class PastePreview:
    """What was recognised, as the page shows it; `present` says how much the section holds already."""

    kind: str
    pasted: str
    rows: tuple[PreviewRow, ...]
    lead: str
    place: str
    places: tuple[tuple[str, str], ...]
    way: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    present: int = 0

    @property
    def untitled(self) -> int:
        """Items for which a title must still be written."""
        return sum(1 for row in self.rows if self.kind == "items" and not row.title)


def paste_preview(desk: SectionDesk, pasted: str, way: str = "") -> PastePreview:
    """The pasted chapter as recognised. Raises TextError for what cannot be kept."""
    text = clean_typed_text(pasted, limit=LONGEST_PASTE)
    return item_preview(desk, text, way) if split_kind(desk.section) == "items" else text_preview(desk, text)


def item_preview(desk: SectionDesk, text: str, way: str) -> PastePreview:
    """The chapter as 一是…二是… of the achievements."""
    split = split_items(text, way)
    rows = tuple(PreviewRow(f"item-{n}", f"第{n + 1}条", one.title, one.body) for n, one in enumerate(split.items))
    places = (("none", "不采用"), ("first", "放在第1条正文前面"), ("own", "单独作为第1条"))
    place = "first" if says_something(desk.scheme, split.lead) else "none"
    return PastePreview(
        "items",
        text,
        rows,
        split.lead,
        place,
        places,
        split.way,
        tuple(numbering_ways(text)),
        len(desk.facts.achievements),
    )


def text_preview(desk: SectionDesk, text: str) -> PastePreview:
    """The chapter as the texts of the section, by their headings."""
    wanted = headed_texts(desk.section)
    labels = {one.code: desk.label(one.label) for one in desk.section.texts if one.code in wanted}
    lead, found = split_texts(text, {code: (label, wanted[code]) for code, label in labels.items()})
    inputs = {code: text_place(desk.scheme, code).input_name for code in labels}
    rows = tuple(PreviewRow(inputs[code], label, "", found.get(code, "")) for code, label in labels.items())
    places = (("none", "不采用"), *((code, f"放在“{label}”前面") for code, label in labels.items()))
    place = next(iter(labels)) if says_something(desk.scheme, lead) else "none"
    present = sum(1 for code in labels if desk.facts.narratives.get(code))
    return PastePreview("texts", text, rows, lead, place, places, present=present)


def says_something(scheme: ScoringScheme, lead: str) -> bool:
    """Whether more stands before the first part than headings and “主要成效如下：”."""
    names = {heading_essence(name) for name in headings(scheme)}
    rest = drop_headings(lead, lambda line: len(line) <= LONGEST_LINE and heading_essence(_bare(line)) in names)
    return bool(rest) and not (len(rest) <= LONGEST_OPENING and rest.endswith(("：", ":")))


def headings(scheme: ScoringScheme) -> Iterable[str]:
    """What the report and the form call their parts."""
    yield from (chapter.heading for chapter in scheme.chapters)
    for section in scheme.sections:
        yield section.label
        yield from (part.heading for part in section.body if part.heading)


def _bare(line: str) -> str:
    """A heading without its number and the punctuation behind it."""
    return line.strip().lstrip("0123456789一二三四五六七八九十（()）、.． ").rstrip("。：: ")


# --- back into the section ------------------------------------------------------------------------


def accepted_form(desk: SectionDesk, post: Mapping[str, str]) -> SectionForm:
    """The section's form with the preview as it was corrected: instead of what is there, or after it."""
    data = dict(SectionForm.stored(desk).data)
    append = post.get("mode") == "append"
    if split_kind(desk.section) == "items":
        return SectionForm.arranged(desk, with_items(data, posted_items(post), append))
    return SectionForm.arranged(desk, with_texts(data, posted_texts(desk, post), append))


def posted_items(post: Mapping[str, str]) -> list[PastedItem]:
    """The items that are wanted, with the lead where it is wanted."""
    kept = [n for n in row_numbers(post, "item") if post.get(f"item-{n}-keep") == "on"]
    items = [PastedItem("", post.get(f"item-{n}-title", ""), "", post.get(f"item-{n}-body", "")) for n in kept]
    return items_with_lead(items, post.get("lead", "").strip(), post.get("place", ""))


def with_items(data: dict[str, str], items: list[PastedItem], append: bool) -> dict[str, str]:
    """The texts of the section with these achievements."""
    rows = ReportPlace(kind=PlaceKind.ACHIEVEMENT)
    if not append:
        data = {name: text for name, text in data.items() if not name.startswith(f"{rows.input_name}-")}
    first = max(row_numbers(data, rows.input_name), default=-1) + 1
    for number, one in enumerate(items, first):
        start = rows.nth(number).input_name
        data |= {f"{start}-title": one.title, f"{start}-body": one.body}
    return data


def posted_texts(desk: SectionDesk, post: Mapping[str, str]) -> dict[str, str]:
    """Input name → text of the preview, the lead before the one that was chosen for it."""
    names = [text_place(desk.scheme, code).input_name for code in headed_texts(desk.section)]
    found = {name: post.get(name, "").strip() for name in names}
    if (name := text_place(desk.scheme, post.get("place", "")).input_name) in found and post.get("lead", "").strip():
        found[name] = f"{post['lead'].strip()}\n{found[name]}".strip()
    return found


def with_texts(data: dict[str, str], found: dict[str, str], append: bool) -> dict[str, str]:
    """The texts of the section with these; where nothing was recognised, what is there stays."""
    for name, text in found.items():
        if text:
            data[name] = f"{data.get(name, '')}\n{text}".strip() if append else text
    return data
