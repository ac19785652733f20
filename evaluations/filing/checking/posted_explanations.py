"""What the check page sends: the explanations that were changed on it, and one that serves several warnings."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from django.http import QueryDict

UNIT_IS_RIGHT = "经核对，金额单位确为万元，数据无误。"


@dataclass(frozen=True)
class SharedExplanation:
    """One text for several warnings: the keys that it is for, and whether the public reads it."""

    text: str = ""
    keys: tuple[str, ...] = ()
    public: bool = False
    message: str = ""


@dataclass(frozen=True)
class PostedExplanations:
    """Key → text of each explanation that is not what the page showed, the keys of those for the public, the shared one."""

    texts: dict[str, str]
    public: frozenset[str]
    shared: SharedExplanation = field(default_factory=SharedExplanation)


def posted_explanations(post: QueryDict) -> PostedExplanations:
    """What was changed: an explanation nobody touched keeps its author, or a colleague's text."""
    public, was_public = frozenset(post.getlist("public")), frozenset(post.getlist("was_public"))
    texts = changed_texts(post, public ^ was_public)
    # The buttons 确为万元，保留 and 沿用原来的说明 give words to what has none; what is written there may be kept already.
    written = {key for key, text in zip(post.getlist("key"), post.getlist("text"), strict=False) if text.strip()}
    kept, again = (key if key not in written else "" for key in (post.get("keep", ""), post.get("again", "")))
    if kept:
        texts[kept] = UNIT_IS_RIGHT
    if again:  # for those who read it before
        texts[again] = post.get(f"earlier:{again}", "")
        public |= {again}.intersection(post.getlist("earlier_public"))
    shared = SharedExplanation(post.get("shared_text", ""), tuple(post.getlist("shared")), "shared_public" in post)
    if shared.text.strip() and shared.keys:
        texts |= dict.fromkeys(shared.keys, shared.text)
        public = public | {*shared.keys} if shared.public else public - {*shared.keys}
        shared = SharedExplanation()
    return PostedExplanations(texts, public, shared)


def changed_texts(post: QueryDict, switched: Iterable[str]) -> dict[str, str]:
    """Key → text where it is not what the page showed, or where the tick 公开 was changed beside a text."""
    keys, texts, shown = (post.getlist(name) for name in ("key", "text", "was"))
    told = zip_longest(keys, texts, shown[: len(keys)])
    return {
        key: text or ""
        for key, text, was in told
        if key is not None and (bare_lines(text or "") != bare_lines(was) or (key in switched and text))
    }


def bare_lines(text: str | None) -> list[str] | None:
    """Without what browsers change in line ends; a form that does not say what it showed has changed everything."""
    return None if text is None else text.strip().splitlines()
