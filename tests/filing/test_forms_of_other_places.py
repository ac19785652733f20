"""The shipped forms of other places from their pages to the portal: Sichuan's, and the ministry's of a project."""

from typing import Any

import pytest

from evaluations.facts.reading import read_facts
from evaluations.models import ReportLine, Status
from evaluations.schemes.loading import load_scheme
from tests.factories import make_office, make_scheme
from tests.scoring.test_further_systems import own

pytestmark = pytest.mark.django_db
WORDS = "按职责完成年度工作，资金使用规范，项目按计划实施，群众反映良好，资料齐全，按时报送。" * 3


def sichuan() -> dict[str, Any]:
    """Every judged row whole but one, one that does not apply, own targets 10 + 9 of 20."""
    scheme = load_scheme("sichuan-2017")
    entries: dict[str, dict[str, Any]] = {one.code: {"score": f"{one.weight}"} for one in scheme.indicators}
    entries["innovation"] = {"score": "3", "reason": "没有新的做法"}
    entries["managed_satisfied"] = {"not_applicable": True, "reason": "没有管理对象"}
    figures = {name: "0" for name, one in scheme.figures.items() if name not in scheme.sums}
    targets = [own("own_indicators", "", "10", "12", "12"), own("own_indicators", "", "10", "100", "90", unit="%")]
    targets[1] |= {"name": "又一项", "deviation_reason": "两处未验收"}
    for column, amount in (("begin", "100"), ("full_year", "110"), ("actual", "105")):
        figures |= {f"funds_general.{column}": amount, f"project.{column}": amount}
    return {"entries": entries, "figures": figures, "targets": targets}


def project_of_the_ministry() -> dict[str, Any]:
    """160 of 200 spent, four of five works, no clients: their 10 points go to the benefits."""
    scheme = load_scheme("mof-project-2020")
    figures = {name: "0" for name in scheme.figures if name not in scheme.sums}
    for column, amount in (("begin", "180"), ("full_year", "200"), ("actual", "160")):
        figures[f"funds_appropriation.{column}"] = amount
    reached: dict[str, Any] = {
        "direction": "qualitative",
        "grade": "全部或基本达成预期指标",
        "score": "36",
        "deviation_reason": "宣传不够",
    }
    targets = [
        own("output", "数量指标", "25", "5", "5", unit="处"),
        own("output", "质量指标", "25", "5", "4", unit="处", deviation_reason="一处未验收"),
        own("benefit", "社会效益指标", "40", "达到", "达到", **reached),
    ]
    for number, one in enumerate(targets):
        one["name"] = f"第{number + 1}项"
    return {"figures": figures, "targets": targets, "entries": {"execution_rate": {"reason": "质保金未到期"}}}


FORMS = [("sichuan-2017", sichuan, "97", "优"), ("mof-project-2020", project_of_the_ministry, "89", "良")]


@pytest.mark.parametrize(("form", "document", "total", "grade"), FORMS)
def test_a_report_is_typed_filed_judged_and_published(client, form, document, total, grade):
    office = make_office(year=2024, scheme=make_scheme(form))
    narratives = dict.fromkeys(load_scheme(form).texts, WORDS)
    evaluation = office.evaluation(document=read_facts({"year": 2024, "narratives": narratives, **document()}))
    client.force_login(office.preparer)
    place = f"/filing/{evaluation.pk}/"
    sections = [f"{place}s/{one.code}/" for one in load_scheme(form).sections]
    answers = [client.get(address) for address in (place, *sections, f"{place}check/", f"{place}preview/")]
    assert {answer.status_code for answer in answers} == {200}
    assert total in answers[-1].content.decode()
    published = office.advance(evaluation, "submit", "sign", "approve", "publish")
    line = ReportLine.objects.get(obligation=evaluation.obligation)
    assert (f"{line.total:f}".rstrip("0").rstrip("."), line.grade, published.status) == (total, grade, Status.PUBLISHED)
    client.force_login(office.bureau_admin)
    assert client.get(f"/review/{published.submissions.get().pk}/").status_code == 200


@pytest.mark.parametrize(("form", "document"), [one[:2] for one in FORMS])
def test_the_preview_of_a_draft_just_begun_is_shown(client, form, document):
    office = make_office(year=2024, scheme=make_scheme(form))
    evaluation = office.evaluation(document=read_facts({"year": 2024, "targets": document()["targets"][:1]}))
    client.force_login(office.preparer)
    assert client.get(f"/filing/{evaluation.pk}/preview/").status_code == 200
