"""The free texts of a report, each with its place; normalised and cut into sentences once for all checks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from evaluations.checks.finding import WARNING_LEVEL, Finding, TextSpot
from evaluations.checks.vocabulary import plain_text
from evaluations.claims.claim_nouns import WHOLE_DEPARTMENT, ClaimSubject
from evaluations.facts.document import Facts
from evaluations.language.faults import quoted_label
from evaluations.schemes.place_lookup import entry_place, row_place, text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

SENTENCE = re.compile(r"[^。;!?\n]+")


@dataclass(frozen=True)
class Passage:
    """One free text: its place, how people call it, and what it says."""

    place: ReportPlace
    where: str
    text: str
    about: ClaimSubject = WHOLE_DEPARTMENT  # what it speaks of before it names anything

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences with one kind of sign, without quotation marks and blanks."""
        return tuple(SENTENCE.findall(plain_text(self.text)))

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
        """A finding with its title, at the word of this text that it is about."""
        return replace(finding, title=title, spot=spot)


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
        yield Passage(place, f"{label} · 第{number}条", body)


def aside_passages(scheme: ScoringScheme, facts: Facts) -> Iterator[Passage]:
    """The texts that stand in tables: what projects were to bring and brought, reasons for deviations."""
    for number, project in enumerate(facts.projects):
        where, row = f"项目{quoted_label(project.name)}", row_place(scheme, PlaceKind.PROJECT, number)
        for column in ("goal", "note"):
            yield Passage(row.at(column), where, getattr(project, column))
        for order, target in enumerate(project.targets):
            reason = row.at("targets").nth(order).at("deviation_reason")
            yield Passage(reason, f"{where} · {quoted_label(target.name)}", target.deviation_reason)
    for number, target in enumerate(facts.targets):
        reason = row_place(scheme, PlaceKind.TARGET, number, "deviation_reason")
        yield Passage(reason, quoted_label(target.name), target.deviation_reason)
    for code, entry in facts.entries.items():
        yield Passage(entry_place(scheme, code), f"指标{quoted_label(scheme.name_of(code, facts.year))}", entry.reason)
