"""Whose workbook a file is, as its hidden sheet says."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.plan.template import WORKBOOK_FORMAT


@dataclass(frozen=True)
class WorkbookIdentity:
    """Whose workbook it is: the scheme's hash, department, evaluation, year, and each section's version when downloaded."""

    scheme: str
    digest: str
    budget_code: str
    department: str
    evaluation: str
    year: str
    versions: Mapping[str, int]

    @classmethod
    def of(cls, desk: Desk) -> "WorkbookIdentity":
        """Of the evaluation as it stands now."""
        facts, versions = desk.facts, {code: state.version for code, state in desk.states.items()}
        return cls(
            desk.scheme.code,
            desk.scheme.digest,
            facts.budget_code,
            facts.department,
            str(desk.evaluation.pk),
            str(facts.year),
            versions,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """As rows of the hidden sheet."""
        named = ("scheme", "digest", "budget_code", "department", "evaluation", "year")
        versions = [(f"version:{code}", str(number)) for code, number in sorted(self.versions.items())]
        return [("format", WORKBOOK_FORMAT), *((name, getattr(self, name)) for name in named), *versions]
