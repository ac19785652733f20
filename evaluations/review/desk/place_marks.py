"""Small marks on the figures and texts of a report under review, and the way from each to the comments on it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from evaluations.checks.registry import Finding
from evaluations.facts.document import Facts
from evaluations.language.severities import SEVERITY_LABELS, SEVERITY_ORDER
from evaluations.models import Comment
from evaluations.review.desk.figure_values import MARKED_CHANGE, FigureValue
from evaluations.schemes.place_lookup import entry_place, figure_place
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme

HIDDEN = '<span class="visually-hidden">（{}）</span>'
Spot = tuple[str | None, str]  # (section, anchor), as comments are stored
MOVED_WORD, SAID_WORD = f"较上年变动超过{MARKED_CHANGE}%", "有意见"


class PlaceMarks:
    """What is to be marked: findings, great changes, open comments."""

    def __init__(
        self,
        submission: int,
        scheme: ScoringScheme,
        facts: Facts,
        findings: Iterable[Finding],
        comments: Iterable[Comment],
        values: Mapping[str, FigureValue],
    ) -> None:
        self.submission, self.scheme, self.values = submission, scheme, values
        self.levels: dict[Spot, str] = {}
        self.named: dict[str, str] = {}
        for finding in sorted(findings, key=lambda one: SEVERITY_ORDER[one.level], reverse=True):
            self.levels[finding.section, finding.place.named(facts).anchor] = finding.level
            self.named[finding.place.path] = finding.level
        self.said: Counter[Spot] = Counter((one.section, one.anchor) for one in comments if one.open)
        self._pages: dict[str, str] = {}

    def address(self, place: ReportPlace) -> str:
        """The form for a comment at this place; "" where none can be made."""
        if not place.section:
            return ""
        if place.section not in self._pages:
            self._pages[place.section] = reverse("review:section", args=[self.submission, place.section])
        return f"{self._pages[place.section]}?{urlencode({'at': place.anchor})}#comment-form"

    def place_of(self, name: str) -> ReportPlace:
        """Where a figure or an indicator is commented on; no section for a rate, which nobody fills in."""
        if name in self.scheme.figures:
            return figure_place(self.scheme, name)
        known = any(one.code == name for one in self.scheme.indicators)
        return entry_place(self.scheme, name) if known else ReportPlace()

    def words(self, place: ReportPlace, name: str = "") -> tuple[str, str]:
        """(classes, words for those who do not see them) of the marks at a place, or on the figure of this name."""
        spot = (place.section, place.anchor)
        level = (self.levels.get(spot) if place.anchor else "") or self.named.get(name, "")
        moved, said = name in self.values and self.values[name].moved, bool(place.anchor) and self.said[spot] > 0
        classes = [f"has-{level}" if level else "", "has-moved" if moved else "", "has-said" if said else ""]
        told = [SEVERITY_LABELS[level] if level else "", MOVED_WORD if moved else "", SAID_WORD if said else ""]
        return " ".join(filter(None, classes)), "，".join(filter(None, told))

    def figure(self, text: str, name: str) -> SafeString:
        """A printed figure: a link to what may be said about it, with its marks."""
        place = self.place_of(name)
        classes, told = self.words(place, name)
        inner = f"{escape(text)}{HIDDEN.format(told) if told else ''}"
        beginning = f'class="fig {classes}" data-figure="{escape(name)}"'
        if not (address := self.address(place)):
            return mark_safe(f"<span {beginning}>{inner}</span>")
        return mark_safe(f'<a {beginning} href="{escape(address)}">{inner}</a>')
