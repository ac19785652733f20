"""Open data of a year: every published figure of every report on show as one long table, with its dictionary."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from evaluations.language.words import ENTRY_LABELS, NOT_APPLICABLE_LABEL, PROJECT_LABELS, RESULT_LABELS, TARGET_LABELS
from evaluations.models import Publication, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.publication.portal.shelf import publications_on_show
from evaluations.publication.public_part import public_data
from evaluations.schemes.scheme import ScoringScheme

# Each column of the files: its key in JSON, its head, what it means.
OPEN_COLUMNS = (
    ("year", "年度", "评价年度，四位数字。"),
    ("county", "县（市、区）", "单位所在的县（市、区）。"),
    ("budget_code", "预算编码", "单位的部门预算编码；同一单位各年度不变。"),
    ("department", "单位", "报告编制单位报送时的名称。"),
    ("group", PROJECT_LABELS["kind"], "评价结果、填报数据、比率、指标得分，四类之一。"),
    ("code", "代码", "数据项的代码，同一指标体系内不变；“行.列”形式的，点号后为 budget 预算数、actual 决算数等。"),
    ("label", "名称", "数据项在报告里的名称。"),
    ("value", "数值", "数字不带千分位；空白是报告没有填写；“不适用”是报告写明不适用。等级为文字。"),
    ("unit", TARGET_LABELS["unit"], "万元、人、%、分等。"),
    ("scheme", "指标体系", "报告所用指标体系的代码。"),
    ("published_on", "公开日期", "现行有效的这一版公开的日期。"),
)
RESULT_GROUP, FIGURE_GROUP, RATE_GROUP, SCORE_GROUP = "评价结果", "填报数据", "比率", "指标得分"
NOT_APPLICABLE_IN_JSON = "n/a"


@dataclass(frozen=True)
class OpenRow:
    """One published value. `value` is a number, 不适用, a grade, or None where the report is blank."""

    year: int
    county: str
    budget_code: str
    department: str
    group: str
    code: str
    label: str
    value: Decimal | str | None
    unit: str
    scheme: str
    published_on: str


@dataclass(frozen=True)
class OpenValue:
    """What a report says at one place, before it is said whose report it is."""

    group: str
    code: str
    label: str
    value: Decimal | str | None
    unit: str


def open_rows(year: int) -> Iterator[OpenRow]:
    """All rows of a year, by county and department; from the same public part that each report's JSON serves."""
    shown = publications_on_show().defer(None).filter(year=year).select_related("submission__scheme")
    for publication in shown:
        yield from report_rows(publication)


def report_rows(publication: Publication) -> Iterator[OpenRow]:
    """The rows of one report."""
    assert publication.published_at is not None  # what is live has its day
    submission, department = publication.submission, publication.department
    day = localtime(publication.published_at).date().isoformat()
    head = (publication.year, department.county.name, department.budget_code, submission.facts.get("department", ""))
    for one in open_values(submission):
        code = submission.result["scheme"]
        yield OpenRow(*head, one.group, one.code, one.label, one.value, one.unit, code, day)


def open_values(submission: Submission) -> Iterator[OpenValue]:
    """Score and grade, figures, rates, then the points of each indicator."""
    data, scheme = public_data(submission), parsed_scheme(submission.scheme)
    facts, result = data["facts"], data["result"]
    if scheme.scored:
        yield OpenValue(RESULT_GROUP, "total", ENTRY_LABELS["self_score"], as_value(result["total"]), "分")
        yield OpenValue(RESULT_GROUP, "grade", RESULT_LABELS["grade"], result["grade"], "")
    for name, text in facts["figures"].items():
        label, unit = figure_words(scheme, name, facts.get("year"))
        yield OpenValue(FIGURE_GROUP, name, label, as_value(text), unit)
    for rate in result["rates"]:
        yield OpenValue(RATE_GROUP, rate["code"], rate["label"], as_value(rate["value"]), rate["unit"])
    for one in result["indicators"]:
        if one["value"] is not None and one["unit"]:
            yield OpenValue(RATE_GROUP, one["code"], one["label"], as_value(one["value"]), one["unit"])
        yield OpenValue(SCORE_GROUP, f"{one['code']}.score", f"{one['label']}得分", as_value(one["score"]), "分")


def figure_words(scheme: ScoringScheme, name: str, year: int | None) -> tuple[str, str]:
    """Label and unit of a figure; its own name where the scheme no longer knows it."""
    figure = scheme.figures.get(name)
    return (scheme.label(figure.label, year), figure.unit) if figure else (name, "")


def as_value(text: str | None) -> Decimal | str | None:
    """A value of the frozen JSON: a number, 不适用 or nothing."""
    if text is None:
        return None
    return NOT_APPLICABLE_LABEL if text == NOT_APPLICABLE_IN_JSON else Decimal(text)


def row_in_json(row: OpenRow) -> dict[str, Any]:
    """A row as JSON: numbers as texts, so that no reader rounds them."""
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(row).items()}
