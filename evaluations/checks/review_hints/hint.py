"""What a reviewer may want to look at: its numbers in sober words. Never a score, never an accusation, never public."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment

HINT_TITLES = {
    "copied_from_last_year": "文字与上年相同",
    "same_as_another": "文字与其他单位相同",
    "every_rate_full": "比率都是 100%",
    "full_marks_little_spent": "满分而支出较少",
    "same_file": "佐证材料重复",
    "round_numbers": "整数较多",
    "far_from_county": "与全县中位数差别较大",
    "far_from_last_year": "与上年差别较大",
    "no_survey": "满意度没有调查材料",
    "same_target": "指标重复",
    "attained_over": "完成值超过指标值 130%",
    "not_found_yet": "关注点还没有查找完",
}


@dataclass(frozen=True)
class ReviewHint:
    """One of HINT_TITLES with its numbers; `path` names the figure, text or indicator it is about, "" for several."""

    kind: str
    text: str
    path: str = ""

    @property
    def title(self) -> str:
        """What kind of thing it is, in a few words."""
        return HINT_TITLES[self.kind]

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a submission."""
        return asdict(self)


@dataclass(frozen=True)
class EvidenceFile:
    """A file that was handed in: its name, the place it belongs to (an evidence code of ReportPlace), its SHA-256."""

    name: str
    place: str
    sha256: str


@dataclass(frozen=True)
class HintCase:
    """What hints are taken from. `last_amounts` are last year's figures by this year's names (万元, 人, %), `last_texts` last
    year's narratives by code; both empty where there is no report of last year."""

    scheme: ScoringScheme
    facts: Facts
    assessment: Assessment
    files: tuple[EvidenceFile, ...] = ()
    last_amounts: Mapping[str, Amount] = field(default_factory=dict)
    last_texts: Mapping[str, str] = field(default_factory=dict)

    def computed_rates(self) -> dict[str, tuple[str, Decimal]]:
        """Code → (name, value in %) of whatever the form computes in %, a rate that an indicator repeats only once."""
        found: dict[str, tuple[str, Decimal]] = {}
        computed = {one.code for one in self.scheme.indicators if one.formula}
        rates = [(one.code, one.label, one.unit, one.value) for one in self.assessment.rates]
        scored = [(one.code, one.label, one.unit, one.value) for one in self.assessment.indicators]
        for code, label, unit, value in rates + [one for one in scored if one[0] in computed]:
            if unit == "%" and value is not None and label not in (name for name, _ in found.values()):
                found[code] = (label, value)
        return found


def some_names(names: list[str], most: int = 4) -> str:
    """A、B、C、D等 7 个."""
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")
