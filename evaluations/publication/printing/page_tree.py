"""The page as a tree for the engine: our templates write XML, which C reads; the engine's parser of HTML is Python."""

from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML
from weasyprint.urls import URLFetcher

DOCTYPE = "<!DOCTYPE html>"


class PageTree(HTML):
    """A page that needs no parser of HTML any more; relative addresses mean nothing in it."""

    def __init__(self, root: ElementTree.Element, url_fetcher: URLFetcher) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def page_tree(html: str, url_fetcher: URLFetcher) -> HTML:
    """The page, by the quick way if it is XML as well, otherwise (what is printed besides reports) by the engine's parser."""
    try:
        root = ElementTree.fromstring(html.lstrip().removeprefix(DOCTYPE))
    except ElementTree.ParseError:
        return HTML(string=html, url_fetcher=url_fetcher)
    return PageTree(root, url_fetcher)
