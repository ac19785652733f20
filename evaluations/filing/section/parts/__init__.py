"""What a section page is made of. Each part turns facts into texts for inputs, checks what comes back, stores it."""

from evaluations.filing.section.parts.achievements import AchievementsPart
from evaluations.filing.section.parts.base import SectionPart
from evaluations.filing.section.parts.buildings import BuildingsPart
from evaluations.filing.section.parts.entries import EntriesPart
from evaluations.filing.section.parts.narratives import NarrativesPart
from evaluations.filing.section.parts.people import PeoplePart
from evaluations.filing.section.parts.printed import PrintedPart
from evaluations.filing.section.parts.projects import ProjectsPart
from evaluations.filing.section.parts.sheet import SheetPart
from evaluations.filing.section.parts.targets import TargetsPart
from evaluations.schemes.scheme import ScoringScheme, Section

__all__ = ["SectionPart", "parts_of"]

# Every other `table` of a section is a table of figures described by the scheme.
TABLE_PARTS: dict[str, type[SectionPart]] = {
    "projects": ProjectsPart,
    "buildings": BuildingsPart,
    "achievements": AchievementsPart,
    "targets": TargetsPart,
    "indicators": EntriesPart,
}


def parts_of(scheme: ScoringScheme, section: Section) -> list[type[SectionPart]]:
    """The parts of a section from top to bottom: its table, its texts, the persons on the opening section, what was imported."""
    found: list[type[SectionPart]] = []
    if section.table:
        found.append(TABLE_PARTS.get(section.table, SheetPart))
    if section.texts:
        found.append(NarrativesPart)
    if section == opening_section(scheme):
        found.append(PeoplePart)
    return [*found, PrintedPart]


def opening_section(scheme: ScoringScheme) -> Section:
    """The section that filing begins with."""
    return next((section for section in scheme.sections if section.first), scheme.sections[0])
