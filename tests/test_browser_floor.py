"""The style sheets against the browser floor of package.json: what is newer stands behind a test or is known to do no harm.

What browsers know is told by MDN's table, which comes with the lint of the scripts (node_modules).
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import tinycss2
from tinycss2.ast import FunctionBlock, IdentToken, LiteralToken, Node, QualifiedRule

from tests.sources import ROOT

TABLE = ROOT / "node_modules/@mdn/browser-compat-data/data.json"
FALLBACKS = (ROOT / "static/floor.css").read_text(encoding="utf-8")
# Newer than the floor. Where it is not known, nothing is lost but a nicety; each says what is left without it.
NICETIES = {
    ":focus-visible": "static/floor.css shows the focus everywhere",
    ":-webkit-progress-bar": "each engine has its own name for the parts of a progress bar",
    ":-webkit-progress-value": "the same",
    ":-moz-progress-bar": "the same",
    "appearance": "with its prefix beside it",
    "@page": "Safari prints with its own margins",
    "break-after: avoid": "a heading may stand alone at the foot of a printed page",
    "scroll-margin": "the marked cell of a sheet stands at the edge of the window",
    "content-visibility": "the annexes are laid out at once",
    "contain-intrinsic-size": "the same",
    "field-sizing": "a text box scrolls, and is pulled larger by hand",
    "font-family: ui-monospace": "the next font of the list",
    "overflow-wrap: anywhere": "static/floor.css breaks words",
    "scroll-behavior": "it takes back what Bootstrap sets where it is known",
    "scroll-margin-top": "a jump ends with its heading at the top",
    "text-wrap": "a title breaks where the line is full",
}


@cache
def known_css() -> dict[str, Any]:
    """MDN's table of CSS: properties with their values, selectors, functions and at-rules."""
    return json.loads(TABLE.read_text(encoding="utf-8"))["css"]


@cache
def browser_floor() -> dict[str, float]:
    """Browser → the oldest version that must do."""
    lines = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["browserslist"]
    return {name: float(version) for name, version in (line.split(" >= ") for line in lines)}


def reaches_down(entry: dict | None) -> bool:
    """Whether each browser of the floor has it, without prefix or switch; what MDN does not list is none of its features."""
    if entry is None or "__compat" not in entry:
        return True
    support = entry["__compat"]["support"]
    return all(
        any(since(one) <= version for one in listed(support.get(browser)))
        for browser, version in browser_floor().items()
    )


def listed(statements: Any) -> list[dict]:
    """One statement or several, as a list of those that hold for everybody."""
    several = statements if isinstance(statements, list) else [statements] if statements else []
    return [one for one in several if not {"flags", "prefix", "alternative_name"} & one.keys()]


def since(statement: dict) -> float:
    """The version that brought it; infinity for none."""
    version = str(statement.get("version_added") or "").lstrip("≤")
    return float(version) if version.replace(".", "", 1).isdigit() else float("inf")


def newer_things(css: str) -> Iterator[tuple[int, str]]:
    """Line and name of everything in a style sheet that is newer than the floor and not behind a test of its own."""
    yield from newer_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), frozenset())


def newer_rules(rules: list[Node], tested: frozenset[str]) -> Iterator[tuple[int, str]]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            yield from newer_selectors(rule.prelude, tested)
            yield from newer_declarations(rule, tested)
        elif rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            behind = names_in(rule.prelude) if rule.lower_at_keyword == "supports" else frozenset()
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from newer_rules(inner, tested | behind)
        elif not reaches_down(known_css()["at-rules"].get(rule.lower_at_keyword)):
            yield rule.source_line, f"@{rule.at_keyword}"


def names_in(nodes: list[Node]) -> frozenset[str]:
    """All words of the condition of an @supports."""
    inner = [getattr(node, "content", None) or getattr(node, "arguments", None) or [] for node in nodes]
    own = {node.lower_value for node in nodes if isinstance(node, IdentToken)}
    own |= {node.lower_name for node in nodes if isinstance(node, FunctionBlock)}
    return frozenset(own).union(*(names_in(nodes) for nodes in inner if isinstance(nodes, list)))


def newer_selectors(prelude: list[Node], tested: frozenset[str]) -> Iterator[tuple[int, str]]:
    for before, node in zip([None, *prelude], prelude, strict=False):
        if isinstance(before, LiteralToken) and before.value == ":" and isinstance(node, IdentToken | FunctionBlock):
            name = node.lower_name if isinstance(node, FunctionBlock) else node.lower_value
            if name not in tested and not reaches_down(known_css()["selectors"].get(name)):
                yield node.source_line, f":{name}"
        if isinstance(node, FunctionBlock):
            yield from newer_selectors(node.arguments, tested)


def newer_declarations(rule: QualifiedRule, tested: frozenset[str]) -> Iterator[tuple[int, str]]:
    """A value that is too new does no harm after an older one of the same property."""
    given: set[str] = set()
    for one in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
        entry = known_css()["properties"].get(one.lower_name)
        if one.lower_name not in tested and not reaches_down(entry):
            yield one.source_line, one.lower_name
        elif one.lower_name not in given:
            yield from newer_values(one, entry or {}, tested)
        given.add(one.lower_name)


def newer_values(declaration: Any, entry: dict, tested: frozenset[str]) -> Iterator[tuple[int, str]]:
    for node in declaration.value:
        if (
            isinstance(node, IdentToken)
            and node.lower_value not in tested
            and not reaches_down(entry.get(node.lower_value))
        ):
            yield node.source_line, f"{declaration.lower_name}: {node.value}"
        if isinstance(node, FunctionBlock) and not reaches_down(known_css()["types"].get(node.lower_name)):
            yield node.source_line, f"{node.name}()"


def own_styles() -> dict[str, str]:
    """Our style sheets; those of others are chosen for their floor."""
    found = sorted((ROOT / "static").rglob("*.css"))
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in found if "vendor" not in path.parts
    }


def flexible_boxes_with_gaps(rules: list[Node]) -> Iterator[str]:
    """Selectors whose children are held apart by `gap` between flexible boxes, which Chromium 78 does not know."""
    for rule in rules:
        if not isinstance(rule, QualifiedRule):
            continue
        found = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        styles = {one.lower_name: tinycss2.serialize(one.value).strip() for one in found}
        # At the two ends of a line they are held apart anyway.
        if "gap" in styles and "flex" in styles.get("display", "") and "justify-content" not in styles:
            yield from (one.strip() for one in tinycss2.serialize(rule.prelude).split(","))


def test_no_style_is_newer_than_the_floor():
    found = {(path, line, name) for path, css in own_styles().items() for line, name in newer_things(css)}
    assert {one for one in found if one[2] not in NICETIES} == set()


def test_what_a_gap_holds_apart_is_held_apart_without_it():
    sheets = [tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True) for css in own_styles().values()]
    needed = {selector for rules in sheets for selector in flexible_boxes_with_gaps(rules)}
    assert {one for one in needed if f"{one} > *" not in FALLBACKS} == set()


@pytest.mark.parametrize(
    ("css", "name"),
    [
        ("a:has(b) { color: red }", ":has"),
        ("@media print { a { inset: 0 } }", "inset"),
        ("a { width: clamp(1px, 2%, 3px) }", "clamp()"),
        ("a { overflow-wrap: anywhere }", "overflow-wrap: anywhere"),
        ("@container (width > 1px) { a { color: red } }", "@container"),
        ("@supports not (inset: 0) { a { aspect-ratio: 1 } }", "aspect-ratio"),
    ],
)
def test_what_is_too_new_is_found(css, name):
    assert [found for _, found in newer_things(css)] == [name]


@pytest.mark.parametrize(
    "css",
    [
        "@supports selector(:has(a)) { a:has(b) { color: red } }",
        "@supports (aspect-ratio: 1) { a { aspect-ratio: 1 } }",
        "a { width: 2%; width: clamp(1px, 2%, 3px) }",
        "a::before { content: ''; position: sticky }",
    ],
)
def test_what_stands_behind_a_test_or_after_something_older_may_be_used(css):
    assert list(newer_things(css)) == []
