"""What a section page sends of itself besides its texts: the version it shows, its name, what was chosen."""

from collections.abc import Mapping

from evaluations.filing.section.merging import MY_SIDE, THEIR_SIDE
from evaluations.filing.section.versions import OpenPage
from evaluations.language.small_numbers import small_number

TAKE = "take-"
LONGEST_TOKEN = 40


def opened_version(post: Mapping[str, str]) -> int:
    """The version that the page was opened with; a spoilt one fits no stored version."""
    return small_number(post.get("version", ""))


def posted_page(post: Mapping[str, str]) -> OpenPage:
    """The page that sends, with the choices made on it."""
    taken = {name.removeprefix(TAKE): post[name] for name in post if name.startswith(TAKE)}
    return OpenPage(
        token=post.get("page", "")[:LONGEST_TOKEN].replace("\0", ""),
        sending=max(small_number(post.get("sending", "")), 0),
        against=small_number(post.get("against", "")),
        chosen={unit: side for unit, side in taken.items() if side in (MY_SIDE, THEIR_SIDE)},
        all_of=post.get("all", "") if post.get("all") in (MY_SIDE, THEIR_SIDE) else "",
    )
