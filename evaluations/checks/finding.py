"""What a cross-check has found, and at which precision two sides are compared."""

import hashlib
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal

from evaluations.checks.finding_titles import finding_title
from evaluations.claims.words.plain_prose import plain_prose
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.directions import comparison_holds
from evaluations.language.rounding import decimals_used, half_up
from evaluations.language.severities import WARNING_LEVEL
from evaluations.schemes.report_place import PlaceKind, ReportPlace

PROSE_CHECKS = {"14", "27", "28"}  # warnings of these checks are about numbers in a text, of which it may have several
LEAST_PLACES = 2  # 707 in a table of 万元 means 707.00


@dataclass(frozen=True)
class TextSpot:
    """A word in a text as it was written: characters from `start` to before `end`, and what belongs there; "" if unknown."""

    start: int
    end: int
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One disagreement. Errors stop a submission, warnings need an explanation, hints inform. All texts Chinese.

    `check` is a number of docs/cross-checks.md, or "required" / "names" / "none"; `place` is where it can be mended, `where`
    says so to people, with the value that was `read` there, the one `expected`, `why` they disagree and the `remedy`.
    What is found in a text has its `spot` there, and a `title` of at most 14 characters.
    """

    check: str
    level: str
    place: ReportPlace
    where: str
    read: str
    expected: str
    why: str
    remedy: str
    title: str = ""
    spot: TextSpot | None = None
    # Whether its check may say more than one thing of that place: each is explained for itself. No document keeps it.
    several: bool = attribute(default=False, compare=False)
    counted: str = ""  # what `digest` counts for `read`, where more words are shown than when explanations were given

    @property
    def field(self) -> str | None:
        """The figure, text, indicator or row, as documents name it; None where a whole section is meant."""
        return None if self.place.kind == PlaceKind.SECTION else self.place.path

    @property
    def section(self) -> str | None:
        """The part of the form where it can be mended."""
        return self.place.section

    @property
    def heading(self) -> str:
        """What it is called in at most 14 characters."""
        return finding_title(self.check, self.title)

    @property
    def key(self) -> str:
        """What an explanation refers to."""
        return f"{self.check}:{self.explained_field}"

    @property
    def explained_field(self) -> str:
        """`field` of an explanation: the field or section, and where there may be several of one check which of them."""
        several = self.several or self.check in PROSE_CHECKS
        return self._marked_field if several and self.level == WARNING_LEVEL else self._base_field

    @property
    def _base_field(self) -> str:
        return self.field or self.section or ""

    @property
    def _marked_field(self) -> str:
        return f"{self._base_field}#{self.digest[:8]}"

    @property
    def digest(self) -> str:
        """What was found, as hexadecimal SHA-256: an explanation counts only while this stays the same.

        A quoted sentence counts by what it says, and not by its signs: so explanations of before version 1.3 still count.
        """
        read = self.counted or self.read
        read = plain_quote(read) if self.check in PROSE_CHECKS else read
        return hashlib.sha256(f"{read}\n{self.expected}".encode()).hexdigest()

    def is_explained(self, explanation: ExplanationFacts) -> bool:
        """Whether an explanation is about this finding: same check and place, and nothing else found since.

        Hand-written documents may leave `found` out and name the text without a number's mark.
        """
        same_place = explanation.check == self.check and explanation.field in (self._base_field, self._marked_field)
        return same_place and explanation.found in ("", self.digest) and bool(explanation.text.strip())

    def is_of_place(self, explanation: ExplanationFacts) -> bool:
        """Whether an explanation is of the same check and place, whatever was found there when it was given."""
        return explanation.check == self.check and explanation.field.partition("#")[0] == self._base_field

    def mark_in(self, facts: Facts) -> str:
        """What a reviewer's acceptance refers to, as hexadecimal SHA-256: the same as long as the same is found at the same
        place and the department says the same about it."""
        named = (self.check, self.section or "", self.field or "", self.digest, self.explained_by(facts) or "")
        return hashlib.sha256("\n".join(named).encode()).hexdigest()

    def explained_by(self, facts: Facts) -> str | None:
        """The text of the explanation given for this finding, if there is one."""
        given = self.explanation_in(facts)
        return given.text if given else None

    def explanation_in(self, facts: Facts) -> ExplanationFacts | None:
        """The explanation given for this finding, if there is one."""
        given = [one for one in facts.explanations if self.is_explained(one)]
        return min(given, key=lambda one: one.field != self.explained_field) if given else None


def plain_quote(read: str) -> str:
    """1511.89，“…” with the quoted words as the reader reads them: one kind of sign, no blanks and inner marks."""
    before, opened, quote = read.partition("“")
    return f"{before}“{plain_prose(quote.removesuffix('”')).text}”" if opened else read


def printed_places(left: list[Decimal], right: list[Decimal]) -> int:
    """Decimals at which two sides compare: the coarser side's, but never less than two."""
    sides = [max((decimals_used(value) for value in side), default=0) for side in (left, right)]
    return max(LEAST_PLACES, min(sides))


def sides_agree(left: Decimal, sign: str, right: Decimal, places: int) -> bool:
    """Compare at the printed precision."""
    return comparison_holds(half_up(left, places), sign, half_up(right, places))
