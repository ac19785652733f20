"""The facts document: what one department reports for one year, as one immutable value.

The same JSON freezes a submission, travels in the PDF and is served as open data. Money is in 万元.
docs/data-format.md describes it for outsiders, docs/facts.schema.json for programs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from evaluations.facts.kept_names import KeptNames
from evaluations.language.amounts import Amount, NotApplicable
from evaluations.language.faults import FaultsError
from evaluations.language.rounding import plain_number
from evaluations.language.words import AUDIENCE_LABELS, BUREAU_AUDIENCE, OTHER_KIND, PUBLIC_AUDIENCE

FACTS_FORMAT = "jixiao-facts/1"
FACTS_COLLECTIONS = ("projects", "buildings", "achievements")


class FactsError(FaultsError):
    """A facts document that cannot be used; `.faults` holds every fault."""


@dataclass(frozen=True)
class ItemFacts:
    """明细: one item of a project."""

    name: str
    amount: Amount = None


@dataclass(frozen=True)
class TargetFacts:
    """绩效指标 that a department (or one of its projects) has set itself, in a slot of the scheme.

    `direction` is ge ≥, le ≤, eq = or qualitative 定性. `target` and `attained` are kept as written: numbers in
    `unit` for the first three, words for the last. `score` (points) is entered for qualitative targets, with the
    grade; for the others it is the score printed on a paper, which is compared. `begin_target` is what was planned
    before `target` was adjusted, where the form asks for both.
    """

    slot: str = ""
    name: str = ""
    level2: str = ""
    direction: str = "ge"
    target: str = ""
    unit: str = ""
    attained: str = ""
    weight: Amount = None
    grade: str = ""
    score: Amount = None
    deviation_reason: str = ""
    begin_target: str = ""


@dataclass(frozen=True)
class ProjectFacts:
    """项目: kind is "earmarked" 专项资金 or "other" 其他项目; money in 万元. `full_year` is 全年预算数,
    `goal` what the year was to bring; `targets` make its 项目支出绩效自评表."""

    name: str
    kind: str = OTHER_KIND
    budget: Amount = None
    full_year: Amount = None
    in_place: Amount = None
    actual: Amount = None
    goal: str = ""
    note: str = ""
    items: tuple[ItemFacts, ...] = ()
    targets: tuple[TargetFacts, ...] = ()


@dataclass(frozen=True)
class BuildingFacts:
    """楼堂馆所 finished in the year: areas in ㎡, investment in 万元."""

    name: str
    approved_area: Amount = None
    actual_area: Amount = None
    approved_investment: Amount = None
    actual_investment: Amount = None


@dataclass(frozen=True)
class EntryFacts:
    """What a person enters for one indicator; which field counts depends on the form of its rule."""

    checked: tuple[bool, ...] | None = None
    cases: int | None = None
    grade: str = ""
    score: Amount = None
    maximum: Amount = None
    choice: str = ""
    not_applicable: bool = False
    reason: str = ""
    self_score: Amount = None


@dataclass(frozen=True)
class AchievementFacts:
    """预算支出绩效: one paragraph with its title."""

    title: str
    body: str = ""


@dataclass(frozen=True)
class StatedFacts:
    """A value printed a second time elsewhere; `value` keeps the decimals as printed."""

    name: str
    value: str
    where: str = ""


@dataclass(frozen=True)
class ExplanationFacts:
    """Why a warning stands: which check, which field, the reason and who gave it. `found` is the digest of the
    finding that was explained; empty, the text explains whatever that check finds there. `audience`: who reads it, a key of
    language.words.AUDIENCE_LABELS; "" in documents of before version 1.4, which printed every explanation."""

    check: str
    field: str
    text: str
    person: str = ""
    found: str = ""
    audience: str = ""

    @property
    def printed(self) -> bool:
        """Whether it stands in the report that the public reads."""
        return self.audience != BUREAU_AUDIENCE

    @property
    def audience_words(self) -> str:
        """公开 or 仅财政局."""
        return AUDIENCE_LABELS[self.audience or PUBLIC_AUDIENCE]


@dataclass(frozen=True)
class PeopleFacts:
    """填表人, 单位负责人, 联系电话: never published."""

    preparer: str = ""
    head: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Facts:
    """All facts of one evaluation. `unmentioned` names the collections a partial document leaves out:
    they are unknown, not empty. `last_year` holds last year's narratives by code, only to be compared with; so does
    `approved` the bureau's budget by figure, which is not the department's word and so no part of the document, and
    `last_figures` last year's report by figure, which is a document of its own."""

    figures: Mapping[str, Amount]
    scheme: str = ""
    year: int | None = None
    county: str = ""
    department: str = ""
    budget_code: str = ""
    notice_reference: str = ""
    projects: tuple[ProjectFacts, ...] = ()
    buildings: tuple[BuildingFacts, ...] = ()
    achievements: tuple[AchievementFacts, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    entries: Mapping[str, EntryFacts] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    none_sections: tuple[str, ...] = ()
    stated: tuple[StatedFacts, ...] = ()
    explanations: tuple[ExplanationFacts, ...] = ()
    people: PeopleFacts = PeopleFacts()
    last_year: Mapping[str, str] = field(default_factory=dict)
    approved: Mapping[str, Decimal] = field(default_factory=dict)
    last_figures: Mapping[str, Amount] = field(default_factory=dict)
    unmentioned: frozenset[str] = frozenset()

    @cached_property
    def project_names(self) -> KeptNames:
        """What its projects are called, in their order."""
        return KeptNames(one.name for one in self.projects)

    def to_json(self) -> dict[str, Any]:
        """The canonical document: sorted keys, amounts as strings, nothing that merely repeats a default."""
        data: dict[str, Any] = {
            "format": FACTS_FORMAT,
            "year": self.year,
            "figures": _amounts(self.figures),
            "entries": {code: _fields(entry) for code, entry in sorted(self.entries.items())},
            "narratives": dict(sorted(self.narratives.items())),
            "last_year": dict(sorted(self.last_year.items())),
            "none_sections": sorted(self.none_sections),
            "people": _fields(self.people),
        }
        for key in ("scheme", "county", "department", "budget_code", "notice_reference"):
            data[key] = getattr(self, key)
        for key in (*FACTS_COLLECTIONS, "targets", "stated", "explanations"):
            data[key] = [_fields(row) for row in getattr(self, key)]
        kept = {key: value for key, value in data.items() if value or key == "figures" or key in FACTS_COLLECTIONS}
        return {key: kept[key] for key in sorted(kept) if key not in self.unmentioned}


def amount_in_json(value: Amount) -> str | None:
    """An amount in JSON: "1.369", "n/a" or null."""
    if isinstance(value, NotApplicable):
        return "n/a"
    return None if value is None else plain_number(value)


def _amounts(figures: Mapping[str, Amount]) -> dict[str, str | None]:
    return {name: amount_in_json(value) for name, value in sorted(figures.items())}


def _fields(row: Any) -> dict[str, Any]:
    """A row as JSON; blanks, empty texts and lists and False are left out (0 is not)."""
    values = ((key, _value(getattr(row, key))) for key in sorted(row.__dataclass_fields__))
    return {key: value for key, value in values if value or (value == 0 and value is not False)}


def _value(value: Any) -> Any:
    if isinstance(value, (Decimal, NotApplicable)):
        return amount_in_json(value)
    if isinstance(value, tuple):
        return [_fields(part) if isinstance(part, (ItemFacts, TargetFacts)) else part for part in value]
    return value
