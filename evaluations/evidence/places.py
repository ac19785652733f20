"""What evidence may prove: an indicator of the scheme, or a section of the report."""

from dataclasses import dataclass

from evaluations.schemes.place_lookup import entry_place, place_of_evidence
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme


@dataclass(frozen=True)
class EvidencePlace:
    """One line of the picker; `expected` is the 佐证材料 that the form names for it."""

    place: ReportPlace
    label: str
    group: str
    expected: str = ""

    @property
    def code(self) -> str:
        """The place as it is stored with a file."""
        return self.place.evidence_code


def evidence_places(scheme: ScoringScheme, year: int) -> dict[str, EvidencePlace]:
    """Every place by its code, in the order of the form: indicators, then sections."""
    indicators = [
        EvidencePlace(entry_place(scheme, one.code), one.label, f"{one.level1} · {one.level2}", one.evidence)
        for one in scheme.indicators
    ]
    sections = [
        EvidencePlace(ReportPlace(one.code), scheme.label(one.label, year), "报告各部分") for one in scheme.sections
    ]
    return {one.code: one for one in (*indicators, *sections)}


def evidence_place(known: dict[str, EvidencePlace], code: str) -> EvidencePlace:
    """The place; a scheme may have lost one that files were tied to."""
    return known.get(code) or EvidencePlace(place_of_evidence(code), "已不在本年度指标体系中的项目", "其他")
