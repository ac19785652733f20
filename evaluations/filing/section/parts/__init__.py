"""What a section page is made of. Each part turns facts into texts for inputs, checks what comes back, stores it."""

from evaluations.filing.section.parts.achievements import Achievements
from evaluations.filing.section.parts.base import Part
from evaluations.filing.section.parts.buildings import Buildings
from evaluations.filing.section.parts.entries import Entries
from evaluations.filing.section.parts.narratives import Narratives
from evaluations.filing.section.parts.people import People
from evaluations.filing.section.parts.printed import Printed
from evaluations.filing.section.parts.projects import Projects
from evaluations.filing.section.parts.sheet import Sheet
from evaluations.filing.section.parts.targets import Targets

__all__ = ["Part", "parts_of"]

# Every other `table` of a section is a table of figures described by the scheme.
NAMED = {
    "projects": Projects,
    "buildings": Buildings,
    "achievements": Achievements,
    "targets": Targets,
    "indicators": Entries,
}


def parts_of(scheme, section) -> list[type[Part]]:
    """The parts of a section from top to bottom: its table, its texts, the persons on the opening section, what was imported."""
    found: list[type[Part]] = []
    if section.table:
        found.append(NAMED.get(section.table, Sheet))
    if section.texts:
        found.append(Narratives)
    if section == opening(scheme):
        found.append(People)
    return [*found, Printed]


def opening(scheme):
    """The section that filing begins with."""
    return next((section for section in scheme.sections if section.first), scheme.sections[0])
