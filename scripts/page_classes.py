"""Which words of a foreign style sheet our pages use: classes, elements and attributes, read off templates, scripts and widgets.

Elsewhere than in `class="…"` a word like `row` may mean anything: a string of a program counts as classes where it stands after
the word class, or beside a class whose name has a hyphen.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import crispy_bootstrap5

ROOT = Path(__file__).resolve().parents[1]
CRISPY = Path(crispy_bootstrap5.__file__).parent / "templates/bootstrap5"
# Of crispy's parts those that our forms are laid out with; accordions, modals and tabs are not.
CRISPY_PARTS = ("field.html", "errors.html", "uni_form.html", "layout/*check*.html", "layout/*radio*.html")
CRISPY_LAYOUT = ("attrs", "column", "div", "field_*", "help_text*", "row")
# What the chapters of the manual become besides, and what a selector says of the whole page.
MARKDOWN = {"html", "root", "blockquote", "code", "hr", "pre"}
NAME = r"-?[A-Za-z_][\w-]*"
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
CLASS_ATTRIBUTE = re.compile(r"""class=(?:"([^"]*)"|'([^']*)')""")
QUOTED = re.compile(r"""(["'`])((?:(?!\1)[^\n\\])*)\1""")
AFTER_CLASS = re.compile(r"""class(?:Name|_class)?["']?\]?\s*[:=|]+\s*[{(]?\s*$""", re.IGNORECASE)


def class_names(css: str) -> set[str]:
    """Every class that a style sheet speaks of."""
    return set(re.findall(rf"\.({NAME})", re.sub(r"url\([^)]*\)|/\*.*?\*/", "", css, flags=re.DOTALL)))


def used_classes(css: str) -> set[str]:
    """The classes of the style sheet that our pages use."""
    known, found = class_names(css), set[str]()
    return known & found.union(
        *map(template_classes, templates()), *(program_classes(one, known) for one in programs())
    )


def used_words(css: str) -> set[str]:
    """The same with every element and attribute that a page has: what else a selector may speak of."""
    return used_classes(css).union(MARKDOWN, *map(markup_words, templates()), *map(elements, programs()))


def templates() -> Iterator[str]:
    """The text of every template that draws a page."""
    foreign = [part for pattern in CRISPY_PARTS for part in CRISPY.glob(pattern)]
    foreign += [part for name in CRISPY_LAYOUT for part in CRISPY.glob(f"layout/{name}.html")]
    yield from map(read, [*(ROOT / "templates").rglob("*.html"), *foreign])


def programs() -> Iterator[str]:
    """The text of everything else that may write a class into a page."""
    yield from map(read, (path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts))
    yield from map(
        read, (path for room in ("config", "departments", "evaluations") for path in (ROOT / room).rglob("*.py"))
    )


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def template_classes(text: str) -> set[str]:
    """The words of all `class="…"`, and of what Django's tags between them quote."""
    quoted = {word for tag in TAG.findall(text) for _, string in QUOTED.findall(tag) for word in string.split()}
    return quoted | words_of("".join(pair) for pair in CLASS_ATTRIBUTE.findall(TAG.sub(" ", text)))


def program_classes(text: str, known: set[str]) -> set[str]:
    """The words of strings that are taken for classes, and of `class="…"` within strings."""
    found = words_of("".join(pair) for pair in CLASS_ATTRIBUTE.findall(text))
    for match in QUOTED.finditer(text):
        words = set(match[2].split())
        if any("-" in word for word in words & known) or AFTER_CLASS.search(
            text, max(match.start() - 30, 0), match.start()
        ):
            found |= words
    return found


def elements(text: str) -> set[str]:
    return set(re.findall(r"<([a-z][a-z0-9]*)", text))


def markup_words(text: str) -> set[str]:
    """Elements and attributes of a template, and the types of its inputs."""
    return elements(text).union(re.findall(r"\s([a-z]+)[=\s>]", TAG.sub(" ", text)), re.findall(r'type="(\w+)"', text))


def words_of(strings: Iterable[str]) -> set[str]:
    return {word for string in strings for word in string.split()}
