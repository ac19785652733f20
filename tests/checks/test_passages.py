"""One list of texts: whatever people write is checked, or stands here with the reason why it is no prose."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from evaluations.checks.passages import PASSAGE_FIELDS
from evaluations.facts.document import Facts
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, found_by, new_report, old_report

NO_PROSE = {
    "scheme": "the name of a file",
    "county": "of the cycle, written by the administrator",
    "department": "of the account, written by the administrator",
    "budget_code": "a code",
    "notice_reference": "of the cycle, written by the bureau",
    "none_sections": "codes of sections",
    "unmentioned": "names of collections",
    "last_year": "last year's texts, only to be compared with",
    "approved": "amounts by the name of their figure",
    "figures": "amounts by their name",
    "last_figures": "last year's amounts by their name",
    "entries": "the codes of indicators",
    "entries.grade": "chosen from a list",
    "explanations.audience": "ticked: public, or for the bureau alone",
    "entries.choice": "chosen from a list",
    "projects.kind": "chosen from a list",
    "people.preparer": "a person, never published",
    "people.head": "a person, never published",
    "people.phone": "a telephone number, never published",
    "stated.name": "the name of a value",
    "stated.value": "a number, judged by stated_values.py",
    "stated.where": "where a paper prints it, written by whoever keyed it in",
    "explanations.check": "a number",
    "explanations.field": "the name of a place",
    "explanations.person": "whose explanation it is",
    "explanations.found": "a digest",
    **{
        f"{table}.{column}": "chosen from a list, or a unit"
        for table in ("targets", "projects.targets")
        for column in ("slot", "level2", "direction", "unit", "grade")
    },
}


def text_fields(kind: Any, path: str = "") -> set[str]:
    """The path of every field that can hold words, in this value and those within it."""
    if kind is str:
        return {path}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {
            found
            for one in fields(kind)
            for found in text_fields(hints[one.name], f"{path}.{one.name}" if path else one.name)
        }
    return {found for part in get_args(kind) for found in text_fields(part, path)}


def test_every_text_of_the_document_is_checked_or_said_not_to_be():
    assert text_fields(Facts) == PASSAGE_FIELDS | set(NO_PROSE)
    assert not PASSAGE_FIELDS & set(NO_PROSE)


FALSE = "说明：下降-81.75%"
TARGET = {
    "slot": "output",
    "name": "数量",
    "direction": "qualitative",
    "target": "好",
    "attained": "好",
    "weight": "40",
}
PROJECT = {"name": "甲", "kind": "other", "budget": "9", "actual": "9", "full_year": "9"}


def written(path: str) -> dict[str, Any]:
    """A part of a document that has the false sentence in that field and in no other."""
    first, *rest = path.split(".")
    if path == "narratives":
        return {"narratives": {"execution_note": FALSE}}
    if first == "entries":
        return {"entries": {"execution_rate": {"reason": FALSE}}}
    row: dict[str, Any] = {"achievements": {"title": "成果"}, "buildings": {"name": "楼"}}.get(first, {})
    inner = {"items": {"name": "明细"}, "targets": TARGET}
    if first == "projects" and len(rest) == 2:
        return {"projects": [PROJECT | {rest[0]: [inner[rest[0]] | {rest[1]: FALSE}]}]}
    row = PROJECT if first == "projects" else TARGET if first == "targets" else row
    return {first: [row | {rest[0]: FALSE}]}


@pytest.mark.parametrize("path", sorted(PASSAGE_FIELDS - {"explanations.text"}))
def test_a_false_sentence_is_found_wherever_it_is_written(path):
    document = {"year": 2023, "figures": {"funds.actual": "1"}} | written(path)
    (found,) = [one for one in found_by(NEW_FORM, document, "28")]
    assert (found.level, found.read) == ("warning", "“下降-81.75%”")
    named = {"narratives": "execution_note", "entries.reason": "execution_rate"}.get(path, path.rpartition(".")[2])
    assert found.field == "achievements" or (found.field or "").endswith(named)


def reasons(text: str) -> list[tuple[str, str, str | None]]:
    report = old_report(entries={"operating_control_rate": {"reason": text}})
    return [(one.check, one.level, one.field) for one in found_by(OLD_FORM, report)]


def test_a_false_ratio_in_the_reason_for_lost_points_is_found():
    assert reasons("公用经费控制率为12.34%，控制有力。") == [("27", "warning", "operating_control_rate")]
    assert reasons("因工作需要。") == []


def explained(text: str, **more: Any) -> list[tuple[str, str, str]]:
    """What is found beside the warning about projects that are not listed, explained in these words."""
    explanation = {"check": "13", "field": "project.budget", "text": text}
    report = old_report(projects=[], explanations=[explanation], **more)
    return [(one.check, one.level, one.where) for one in found_by(OLD_FORM, report, "27")]


def test_an_explanation_is_read_like_any_text_while_its_warning_stands():
    told = explained("公用经费控制率为12.34%，项目未逐项列出。")
    assert [(check, level) for check, level, _ in told] == [("27", "warning")]
    assert told[0][2].startswith("勾稽校验 · 对“") and told[0][2].endswith("”的说明")
    assert explained("项目较小，未逐项列出。") == []
    gone = old_report(explanations=[{"check": "13", "field": "project.budget", "text": "公用经费控制率为12.34%"}])
    assert found_by(OLD_FORM, gone, "27") == []


def test_an_explanation_of_an_explanation_is_read_too_and_the_reading_ends():
    (first,) = found_by(
        OLD_FORM,
        old_report(
            projects=[], explanations=[{"check": "13", "field": "project.budget", "text": "公用经费控制率为12.34%"}]
        ),
        "27",
    )
    more = {"check": "27", "field": first.explained_field, "text": "公用经费控制率为56.78%"}
    texts = [{"check": "13", "field": "project.budget", "text": "公用经费控制率为12.34%"}, more]
    found = found_by(OLD_FORM, old_report(projects=[], explanations=texts), "27")
    assert [one.read for one in found] == ["“公用经费控制率为12.34%”", "“公用经费控制率为56.78%”"]


def test_the_complete_reports_stay_silent_with_all_their_texts():
    assert found_by(OLD_FORM, old_report()) == [] == found_by(NEW_FORM, new_report())
