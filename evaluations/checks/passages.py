"""The free texts of a report, each with its place and what it speaks of before it names anything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from evaluations.checks.finding import WARNING_LEVEL, Finding, TextSpot
from evaluations.claims.claim_nouns import UNKNOWN_THING, WHOLE_DEPARTMENT, ClaimSubject, SubjectKind
from evaluations.claims.figures.known_figures import bare_name
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.faults import quoted_label
from evaluations.schemes.place_lookup import entry_place, row_place, text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

# The free texts of the facts document. What is missing here must stand in tests/checks/test_passages.py, with the reason.
PROJECT_TEXTS = ("name", "goal", "note")
ITEM_TEXTS = ("name",)
TARGET_TEXTS = ("name", "begin_target", "target", "attained", "deviation_reason")
BUILDING_TEXTS = ("name",)
PASSAGE_FIELDS = frozenset(
    {
        "narratives",
        "achievements.title",
        "achievements.body",
        "entries.reason",
        "explanations.text",
        *(f"projects.{column}" for column in PROJECT_TEXTS),
        *(f"projects.items.{column}" for column in ITEM_TEXTS),
        *(f"projects.targets.{column}" for column in TARGET_TEXTS),
        *(f"targets.{column}" for column in TARGET_TEXTS),
        *(f"buildings.{column}" for column in BUILDING_TEXTS),
    }
)


@dataclass(frozen=True)
class Passage:
    """One free text: its place, how people call it, and what it says."""

    place: ReportPlace
    where: str
    text: str
    about: ClaimSubject = WHOLE_DEPARTMENT  # what it speaks of before it names anything
    lead: int = 0  # characters of a title that is read with it

    def warning(self, *, check: str, read: str, expected: str, why: str, remedy: str) -> Finding:
        """What a check finds in this text: never more than a warning, which can be explained."""
        return Finding(
            check=check,
            level=WARNING_LEVEL,
            place=self.place,
            where=self.where,
            read=read,
            expected=expected,
            why=why,
            remedy=remedy,
        )

    def at(self, finding: Finding, title: str, spot: TextSpot) -> Finding:
        """A finding with its title, at the word of this text that it is about; what is in the lead belongs to the title."""
        if spot.start < self.lead:
            return replace(finding, title=title, spot=spot, place=replace(self.place, field="title"))
        moved = replace(spot, start=spot.start - self.lead, end=spot.end - self.lead)
        return replace(finding, title=title, spot=moved)


def narrative_passages(scheme: ScoringScheme, facts: Facts) -> Iterator[Passage]:
    """All narratives and achievements, without those of sections ticked 无此项, which are not printed."""
    for code, body in facts.narratives.items():
        text = scheme.texts.get(code)
        if text and text.section in facts.none_sections:
            continue
        where = f"{scheme.section(text.section).label} · {text.label}" if text else code
        yield Passage(text_place(scheme, code), where, body)
    section = scheme.section_of_table("achievements")
    label = scheme.section(section).label if section else "绩效成果"
    none = section in facts.none_sections
    for number, achievement in enumerate(() if none else facts.achievements, 1):
        body = f"{achievement.title}。{achievement.body}"
        place = row_place(scheme, PlaceKind.ACHIEVEMENT, number - 1, "body")
        yield Passage(place, f"{label} · 第{number}条", body, lead=len(achievement.title) + 1)


def aside_passages(scheme: ScoringScheme, facts: Facts) -> Iterator[Passage]:
    """The texts that stand in tables and lists: names, goals and notes of projects, own targets, reasons for lost points."""
    for number, project in enumerate(facts.projects):
        where, row = f"项目{quoted_label(project.name)}", row_place(scheme, PlaceKind.PROJECT, number)
        about = ClaimSubject(SubjectKind.PROJECT, (project.name, bare_name(project.name)), bare_name(project.name))
        yield from _columns_of(project, PROJECT_TEXTS, row, where, about)
        for order, item in enumerate(project.items):
            yield from _columns_of(item, ITEM_TEXTS, row.at("items").nth(order), where)
        for order, target in enumerate(project.targets):
            words = f"{where} · {quoted_label(target.name)}"
            yield from _columns_of(target, TARGET_TEXTS, row.at("targets").nth(order), words)
    for number, target in enumerate(facts.targets):
        row = row_place(scheme, PlaceKind.TARGET, number)
        yield from _columns_of(target, TARGET_TEXTS, row, quoted_label(target.name))
    for number, building in enumerate(facts.buildings):
        row = row_place(scheme, PlaceKind.BUILDING, number)
        yield from _columns_of(building, BUILDING_TEXTS, row, f"楼堂馆所{quoted_label(building.name)}")
    for code, entry in facts.entries.items():
        yield Passage(entry_place(scheme, code), f"指标{quoted_label(scheme.name_of(code, facts.year))}", entry.reason)


def _columns_of(
    row: Any, columns: tuple[str, ...], place: ReportPlace, where: str, about: ClaimSubject = UNKNOWN_THING
) -> Iterator[Passage]:
    """Texts about one thing: bare numbers in them are not those of the whole department."""
    return (Passage(place.at(column), where, getattr(row, column), about) for column in columns)


def explanation_passage(explanation: ExplanationFacts, finding: Finding) -> Passage:
    """The reason that was given for a finding, which is a text like any other."""
    place = ReportPlace(finding.section, PlaceKind.EXPLANATION, finding.check, finding.field or finding.section or "")
    return Passage(place, f"勾稽校验 · 对“{finding.where}”的说明", explanation.text)
