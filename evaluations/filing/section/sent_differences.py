"""A page that saves itself sends what differs from what it has sent before; here that becomes a whole page again."""

from collections.abc import Iterable, Mapping
from datetime import date

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.desk.kept_results import known_version, shown_state
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.merging import SectionTexts, by_number
from evaluations.filing.section.parts.base import anything_typed
from evaluations.filing.section.sent_page import SENDS_DIFFERENCES
from evaluations.filing.section.versions import OpenPage, seen_by, version_at

# Under which stamp all was drawn that it shows: what an earlier save has answered, if the page has followed it.
SHOWS = "shows"


class UnknownStart(Exception):
    """What the page sent before is not kept any more: it must send all of its texts."""


def whole_page(desk: SectionDesk, differing: Mapping[str, str], version: int, page: OpenPage) -> dict[str, str]:
    """The texts of the page, those of `version` with what differs from them. Raises UnknownStart."""
    last = known_version(desk.evaluation, desk.section.code)
    start = last if last and last.version == version else version_at(desk.state, version)
    before = seen_by(start, page)
    if before is None:
        raise UnknownStart
    return {**in_row_order(before, SectionForm(desk, {}).lists), **differing}


def sent_of_shown(
    desk: SectionDesk, post: Mapping[str, str], differing: Mapping[str, str], today: date
) -> frozenset[str] | None:
    """The inputs that the page sent, if it shows the rest of the draft as it is stored; else None. `desk`: as read under
    the lock of the save."""
    follows = SENDS_DIFFERENCES in post and post.get(SHOWS) == shown_state(desk.evaluation, today)
    return frozenset(differing) if follows else None


def in_row_order(texts: SectionTexts, lists: Iterable[str]) -> SectionTexts:
    """The texts with their rows by number: a database keeps the names of a JSON object in an order of its own."""
    starts = tuple(f"{prefix}-" for prefix in lists)
    if not starts:
        return texts
    return dict(sorted(texts.items(), key=lambda pair: by_number(pair[0]) if pair[0].startswith(starts) else []))


def spare_rows(sent: SectionForm, shown: SectionForm) -> list[str] | None:
    """The beginnings of the names of the empty rows at the end of a list that the page has beyond those that are stored,
    if its other rows are numbered as these, so that its names mean the same here; else None: a row was taken out from
    between others, or a page opened now would show one more. A text of which a part alone could be stored is sent again as
    a whole."""
    if sent.cut:
        return None
    spare: list[str] = []
    for own, there in zip(sent.parts, shown.parts, strict=True):
        stored, page = list(own.shape), list(there.shape)
        if page[: len(stored)] != stored:
            return None
        spare += page[len(stored) :]
    starts = tuple(f"{start}-" for start in spare)
    said = {name: text for name, text in shown.canonical().items() if not name.startswith(starts)}
    return spare if said == sent.canonical() and not anything_typed(rest_of(shown.data, starts)) else None


def rest_of(texts: SectionTexts, starts: tuple[str, ...]) -> SectionTexts:
    """The texts whose names begin so."""
    return {name: text for name, text in texts.items() if name.startswith(starts)}
