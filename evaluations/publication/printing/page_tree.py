"""The page as a tree for the engine: our templates write XML, which C reads; the engine's parser of HTML is Python."""

from copy import copy
from functools import cache
from xml.etree import ElementTree

from cssselect2 import ElementWrapper, Matcher
from weasyprint import CSS, HTML
from weasyprint.html import UA_STYLESHEET
from weasyprint.urls import URLFetcher

DOCTYPE = "<!DOCTYPE html>"
PLAIN_ELEMENTS = frozenset(
    "html head meta title style body p h1 h2 h3 div span strong section br"
    " table colgroup col thead tbody tr th td svg".split()
)
# Without these the engine's own sheet has nothing for plain elements but what it says of them by name.
MARKING_ATTRIBUTES = frozenset(("hidden", "dir", "href"))
SVG = "{http://www.w3.org/2000/svg}"


class PageTree(HTML):
    """A page that needs no parser of HTML any more; relative addresses mean nothing in it."""

    def __init__(self, root: ElementTree.Element, url_fetcher: URLFetcher) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """The engine's own sheet: what plain elements need of it, if there are no others."""
        plain = all(is_plain(element) for element in self.etree_element.iter())
        return [plain_defaults()] if plain and not forms else super()._ua_stylesheets(forms)


def is_plain(element: ElementTree.Element) -> bool:
    """Whether the engine's own sheet speaks of an element by its name alone; drawings it leaves to themselves."""
    tag = str(element.tag)
    return (tag in PLAIN_ELEMENTS or tag.startswith(SVG)) and MARKING_ATTRIBUTES.isdisjoint(element.attrib)


@cache
def plain_defaults() -> CSS:
    """The engine's own sheet for plain elements.

    The whole one asks each element for two dozen things that none of ours is, and gives each one six styles for signs of
    lists and footnotes that it has not.
    """
    whole, plain = UA_STYLESHEET.matcher, Matcher()
    plain.lower_local_name_selectors, plain.order = whole.lower_local_name_selectors, whole.order
    sheet: CSS = copy(UA_STYLESHEET)
    sheet.matcher = plain
    return sheet


def page_tree(html: str, url_fetcher: URLFetcher) -> HTML:
    """The page, by the quick way if it is XML as well, otherwise (what is printed besides reports) by the engine's parser."""
    try:
        root = ElementTree.fromstring(html.lstrip().removeprefix(DOCTYPE))
    except ElementTree.ParseError:
        return HTML(string=html, url_fetcher=url_fetcher)
    return PageTree(root, url_fetcher)
