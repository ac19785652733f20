"""What a section page sends of itself besides its texts: the version it shows, its name, what was chosen."""

from collections.abc import Mapping

from evaluations.filing.section.merging import MINE, THEIRS
from evaluations.filing.section.versions import Page
from evaluations.language.small_numbers import small_number

TAKE = "take-"
LONGEST_TOKEN = 40


def seen(post: Mapping[str, str]) -> int:
    """The version that the page was opened with; a spoilt one fits no stored version."""
    return small_number(post.get("version", ""))


def page_of(post: Mapping[str, str]) -> Page:
    """The page that sends, with the choices made on it."""
    taken = {name.removeprefix(TAKE): post[name] for name in post if name.startswith(TAKE)}
    return Page(
        token=post.get("page", "")[:LONGEST_TOKEN].replace("\0", ""),
        sending=max(small_number(post.get("sending", "")), 0),
        against=small_number(post.get("against", "")),
        chosen={unit: side for unit, side in taken.items() if side in (MINE, THEIRS)},
        all_of=post.get("all", "") if post.get("all") in (MINE, THEIRS) else "",
    )
