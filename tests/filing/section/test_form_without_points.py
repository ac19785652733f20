"""A form without points from its pages to the portal: nothing there speaks of a score."""

import pytest

from evaluations.models import ReportLine, Status, Target
from tests.factories import make_office, make_scheme
from tests.filing.pages import form_values, press
from tests.schemes.test_forms_without_points import DATA, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return make_office(year=2023, scheme=make_scheme(str(DATA / "unscored-plan.toml")))


def read_pages(client, user, *addresses):
    """The texts of these pages, as one person reads them."""
    client.force_login(user)
    pages = [client.get(address) for address in addresses]
    assert [page.status_code for page in pages] == [200] * len(pages)
    return "\n".join(page.content.decode() for page in pages)


def test_targets_are_typed_without_weights_and_no_page_speaks_of_a_score(office, client):
    evaluation = office.evaluation(document=reported()[0])
    place = f"/filing/{evaluation.pk}/"
    written = read_pages(client, office.preparer, place, f"{place}s/targets/", f"{place}s/base_data/", f"{place}check/")
    assert "“三公经费”控制率" in written
    asked = form_values(client.get(f"{place}s/targets/"))
    assert {name.rpartition("-")[2] for name in asked if name.startswith("target-0-")} == {
        "category",
        "name",
        "direction",
        "target",
        "unit",
        "attained",
        "deviation_reason",
    }
    typed = {**asked, "target-0-target": "1300", "target-0-attained": "1310"}
    assert press(client, f"{place}s/targets/", typed).status_code == 302
    assert Target.objects.get(position=1).attained == "1310"
    office.advance(evaluation, "submit")
    written += read_pages(client, office.head, f"{place}preview/")
    published = office.advance(evaluation, "sign", "approve", "publish")
    line = ReportLine.objects.get(obligation=evaluation.obligation)
    assert (line.total, line.grade) == (None, "")
    detail = f"/review/{published.submissions.get().pk}/"
    written += read_pages(client, office.bureau_admin, "/review/", detail)
    code = office.department.budget_code
    written += read_pages(client, office.publisher, "/", f"/reports/2023/{code}/")
    assert published.status == Status.PUBLISHED
    for word in ("自评得分 0", "0 / 0 分", "0分", "评定等级", "0 分"):
        assert word not in written, word
