"""The free texts of a report, each with its place; normalised and cut into sentences once for all checks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evaluations.checks.vocabulary import plain_text
from evaluations.facts.document import Facts
from evaluations.language.faults import quoted_label
from evaluations.schemes.scheme import ScoringScheme

SENTENCE = re.compile(r"[^。;!?\n]+")


@dataclass(frozen=True)
class Passage:
    """One free text: its code, its section, how people call it, and what it says."""

    code: str
    section: str | None
    where: str
    text: str

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences with one kind of sign, without quotation marks and blanks."""
        return tuple(SENTENCE.findall(plain_text(self.text)))


def narrative_passages(scheme: ScoringScheme, facts: Facts) -> Iterator[Passage]:
    """All narratives and achievements, without those of sections ticked 无此项, which are not printed."""
    for code, body in facts.narratives.items():
        text = scheme.texts.get(code)
        if text and text.section in facts.none_sections:
            continue
        where = f"{scheme.section(text.section).label} · {text.label}" if text else code
        yield Passage(code, text.section if text else None, where, body)
    section = scheme.section_of_table("achievements")
    label = scheme.section(section).label if section else "绩效成果"
    none = section in facts.none_sections
    for number, achievement in enumerate(() if none else facts.achievements, 1):
        body = f"{achievement.title}。{achievement.body}"
        yield Passage("achievements", section or None, f"{label} · 第{number}条", body)


def aside_passages(scheme: ScoringScheme, facts: Facts) -> Iterator[Passage]:
    """The texts that stand in tables: what projects were to bring and brought, reasons for deviations."""
    for number, project in enumerate(facts.projects):
        where, section = f"项目{quoted_label(project.name)}", scheme.section_of_table("projects") or None
        for column in ("goal", "note"):
            yield Passage(f"projects.{number}.{column}", section, where, getattr(project, column))
        for place, target in enumerate(project.targets):
            code = f"projects.{number}.targets.{place}.deviation_reason"
            yield Passage(code, section, f"{where} · {quoted_label(target.name)}", target.deviation_reason)
    for number, target in enumerate(facts.targets):
        section = scheme.section_of_table("targets") or None
        yield Passage(f"targets.{number}.deviation_reason", section, quoted_label(target.name), target.deviation_reason)
    for code, entry in facts.entries.items():
        section = scheme.section_of_table("indicators") or None
        yield Passage(code, section, f"指标{quoted_label(scheme.name_of(code, facts.year))}", entry.reason)
