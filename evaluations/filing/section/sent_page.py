"""What a section page sends of itself besides its texts: the version it shows, its name, what was chosen."""

from collections.abc import Mapping

from evaluations.filing.section.merging import BOTH_SIDES, MY_SIDE, THEIR_SIDE
from evaluations.filing.section.versions import OpenPage
from evaluations.language.small_numbers import small_number

TAKE = "take-"
# What a page says that sends differences alone: the version whose texts they differ from, in the place of `version`. A server
# that does not know the word, beside which this one takes over, finds no version then and stores nothing; under `version` it
# would take the rest of the page for deleted.
SENDS_DIFFERENCES = "differs"
LONGEST_TOKEN = 40


def opened_version(post: Mapping[str, str]) -> int:
    """The version that the page was opened with, or that it sends the differences from; a spoilt one fits none.

    Pages of 1.6.0 name both: `differs` is 1 there, and says nothing.
    """
    return small_number(post.get("version", post.get(SENDS_DIFFERENCES, "")))


def posted_page(post: Mapping[str, str]) -> OpenPage:
    """The page that sends, with the choices made on it."""
    taken = {name.removeprefix(TAKE): post[name] for name in post if name.startswith(TAKE)}
    return OpenPage(
        token=post.get("page", "")[:LONGEST_TOKEN].replace("\0", ""),
        sending=max(small_number(post.get("sending", "")), 0),
        against=small_number(post.get("against", "")),
        chosen={unit: side for unit, side in taken.items() if side in (MY_SIDE, THEIR_SIDE, BOTH_SIDES)},
        all_of=post.get("all", "") if post.get("all") in (MY_SIDE, THEIR_SIDE) else "",
    )
