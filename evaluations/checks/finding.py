"""What a cross-check has found, and what every family of checks knows about the case."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from evaluations.checks.passages import Passage, aside_passages, narrative_passages
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.amounts import Amount, NotApplicable, show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import decimals_used, half_up
from evaluations.schemes.scheme import Figure, ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.explanation import rate_line

ERROR_LEVEL, WARNING_LEVEL, HINT_LEVEL = "error", "warning", "hint"
LEVEL_LABELS = {ERROR_LEVEL: "错误", WARNING_LEVEL: "警告", HINT_LEVEL: "提示"}
PROSE_CHECKS = {"14", "27", "28"}  # warnings of these checks are about numbers in a text, of which it may have several
LEAST_PLACES = 2  # 707 in a table of 万元 means 707.00


@dataclass(frozen=True)
class Finding:
    """One disagreement. Errors stop a submission, warnings need an explanation, hints inform. All texts Chinese.

    `check` is a number of domain.md §5, or "required" / "names"; `field` a figure, text or indicator code.
    """

    check: str
    level: str
    where: str
    read: str
    expected: str
    why: str
    remedy: str
    field: str | None = None
    section: str | None = None

    @property
    def key(self) -> str:
        """What an explanation refers to."""
        return f"{self.check}:{self.place}"

    @property
    def place(self) -> str:
        """`field` of an explanation: the field or section, and for a number in a text which one of them."""
        base = self.field or self.section or ""
        return f"{base}#{self.digest[:8]}" if self.check in PROSE_CHECKS and self.level == WARNING_LEVEL else base

    @property
    def digest(self) -> str:
        """What was found, as hexadecimal SHA-256: an explanation counts only while this stays the same."""
        return hashlib.sha256(f"{self.read}\n{self.expected}".encode()).hexdigest()

    def is_explained(self, explanation: ExplanationFacts) -> bool:
        """Whether an explanation is about this finding: same check and place, and nothing else found since.

        Hand-written documents may leave `found` out and name the text without a number's mark.
        """
        same_place = explanation.check == self.check and explanation.field in (self.place, self.field or self.section)
        return same_place and explanation.found in ("", self.digest) and bool(explanation.text.strip())

    def explained_by(self, facts: Facts) -> str | None:
        """The text of the explanation given for this finding, if there is one."""
        given = [one for one in facts.explanations if self.is_explained(one)]
        return min(given, key=lambda one: one.field != self.place).text if given else None


@dataclass(frozen=True)
class CheckCase:
    """Scheme, facts and result of one department, with the words for its figures."""

    scheme: ScoringScheme
    facts: Facts
    assessment: Assessment

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The narratives that are printed, and the achievements."""
        return tuple(narrative_passages(self))

    @cached_property
    def asides(self) -> tuple[Passage, ...]:
        """The texts that stand in tables; blank ones are left out."""
        return tuple(passage for passage in aside_passages(self) if passage.text.strip())

    def value(self, name: str) -> Amount:
        return self.assessment.lookup(name)

    def number(self, name: str) -> Decimal | None:
        """The value when it is a number; 不适用 counts as zero, blank is None."""
        value = self.value(name)
        return Decimal(0) if isinstance(value, NotApplicable) else value

    def name(self, name: str) -> str:
        return self.scheme.name_of(name, self.facts.year)

    def labelled(self, name: str, value: Decimal | None = None) -> str:
        """公用经费（2020年决算数） 137.26."""
        number = self.number(name) if value is None else value
        figure = self.scheme.figures.get(name)
        return f"{self.name(name)} {show_amount(number, figure.unit if figure else '万元') or '（未填）'}"

    def where(self, name: str) -> str:
        """Table and label of a figure."""
        figure = self.scheme.figures.get(name)
        if figure is None or not figure.table:
            return quoted_label(self.name(name))
        return f"{self.scheme.label(self.scheme.table(figure.table).title, self.facts.year)} · {self.name(name)}"

    def how(self, code: str) -> str:
        """How a rate came about, with this department's numbers."""
        part, ledger = self.scheme.ratios[code], self.assessment.ledger
        if part.formula is None:
            return self.assessment.values[code].explanation
        policies = getattr(part, "policies", self.scheme.policies)
        return rate_line(part.formula, ledger.ratio(code), ledger, part.unit, policies)

    def section(self, name: str) -> str | None:
        figure = self.scheme.figures.get(name)
        return figure.section if figure else None

    def figure(self, name: str) -> Figure | None:
        return self.scheme.figures.get(name)


def printed_places(left: list[Decimal], right: list[Decimal]) -> int:
    """Decimals at which two sides compare: the coarser side's, but never less than two."""
    sides = [max((decimals_used(value) for value in side), default=0) for side in (left, right)]
    return max(LEAST_PLACES, min(sides))


def sides_agree(left: Decimal, sign: str, right: Decimal, places: int) -> bool:
    """Compare at the printed precision."""
    one, other = half_up(left, places), half_up(right, places)
    return {"==": one == other, "<=": one <= other, ">=": one >= other}[sign]
