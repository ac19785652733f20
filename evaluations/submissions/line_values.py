"""What the statistics of a year add up, taken from frozen submissions and kept beside the lines of the list."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from evaluations.language.severities import HINT_LEVEL, WARNING_LEVEL
from evaluations.models import ReportLine, StatisticValue, Submission
from evaluations.models.statistic_value import LONGEST_CODE, StatisticKind

# Rows of money that a county sums up, with the columns that they are held against.
SUMMED_ROWS = (
    "three_public",
    "overseas_travel",
    "vehicle",
    "vehicle_purchase",
    "vehicle_operation",
    "reception",
    "operating",
    "procurement",
)
SUMMED_AGAINST = {StatisticKind.MONEY: "last_actual", StatisticKind.BUDGET: "budget"}
ValueRow = tuple[str, str, Decimal, Decimal | None]


def keep_line_values(lines: list[ReportLine]) -> None:
    """Write the values of lines whose newest submission has changed; a fixed number of queries."""
    if not lines:
        return
    filed = Submission.objects.filter(pk__in=[line.submission_id for line in lines])
    frozen = {
        pk: (result, amounts or {})
        for pk, result, amounts in filed.values_list("pk", "result", "frozen_assessment__content__amounts")
    }
    StatisticValue.objects.filter(line__in=lines).delete()
    StatisticValue.objects.bulk_create(
        StatisticValue(line=line, cycle_id=line.cycle_id, kind=kind, code=code, value=value, base=base)
        for line in lines
        if line.submission_id in frozen
        for kind, code, value, base in value_rows(*frozen[line.submission_id])
    )


def value_rows(result: Mapping[str, Any], amounts: Mapping[str, str | None]) -> list[ValueRow]:
    """(kind, code, value, base) of one frozen submission; pure."""
    return [*level_rows(result), *money_rows(amounts), *finding_rows(result)]


def level_rows(result: Mapping[str, Any]) -> Iterator[ValueRow]:
    """The points of each first-level indicator and its full marks; what has no points yet counts as none."""
    found: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for one in result["indicators"]:
        sums = found[one["level1"][:LONGEST_CODE]]
        sums[0] += Decimal(one["score"] or 0)
        sums[1] += Decimal(one["weight"] or 0)
    for level, (score, weight) in found.items():
        yield StatisticKind.LEVEL, level, score, weight


def money_rows(amounts: Mapping[str, str | None]) -> Iterator[ValueRow]:
    """Amounts that have something to be held against: only like is compared with like."""
    for row in SUMMED_ROWS:
        now = known_amount(amounts.get(f"{row}.actual"))
        for kind, column in SUMMED_AGAINST.items():
            base = known_amount(amounts.get(f"{row}.{column}"))
            if now is not None and base is not None:
                yield kind, row, now, base


def known_amount(text: str | None) -> Decimal | None:
    """A frozen amount; None for blank and 不适用."""
    return None if text in (None, "n/a") else Decimal(str(text))


def finding_rows(result: Mapping[str, Any]) -> Iterator[ValueRow]:
    """How many times each thing was found that a department had to explain or was told of."""
    kinds = (WARNING_LEVEL, HINT_LEVEL)
    found = Counter((one["why"] or one["where"])[:LONGEST_CODE] for one in result["findings"] if one["level"] in kinds)
    for code, number in found.items():
        yield StatisticKind.FINDING, code, Decimal(number), None
