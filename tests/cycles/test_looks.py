"""The administrator's pages in a real browser: no barrier, no sideways scrolling, no policy broken; a year opened."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.roles import Role
from evaluations.models import Status
from tests.barriers import barriers
from tests.cycles.years import REVISED, revised
from tests.factories import make_department, make_member, make_obligation, make_office
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture
def office():
    office = make_office()
    make_member(Role.BUREAU_ADMIN, office.county, username="admin", password=PASSWORD)
    office.evaluation(Status.APPROVED)
    make_department(office.county, "新设单位")
    owed = make_obligation(office.cycle, make_department(office.county, "会计交接的单位"))
    vars(office).update(revised=revised(), owed=owed)
    return office


@pytest.fixture
def at(live_server, page, office):
    """Sign in and return a function that opens an address."""
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return lambda address: page.goto(f"{live_server.url}{address}")


def addresses(office) -> list[str]:
    """The pages whose looks hang on a query or on what is owed; test_accessibility.py opens the others."""
    cycle, scheme = office.cycle.pk, office.revised.pk
    return [
        reverse("cycles:cycle", args=[cycle]),
        f"{reverse('cycles:compare')}?old={office.cycle.scheme_id}&new={scheme}",
        f"{reverse('cycles:rehearse')}?cycle={cycle}&scheme={scheme}",
    ]


@thorough_only
def test_pages_have_no_barrier(page, at, office):
    said = []
    page.on("console", lambda message: said.append(message.text))
    found = {}
    for address in addresses(office):
        at(address)
        if wrong := barriers(page):
            found[address] = wrong
    assert not found and not [text for text in said if "Content Security Policy" in text]


@thorough_only
def test_pages_with_faults_have_no_barrier(page, at, office, tmp_path):
    at(reverse("cycles:new"))
    page.get_by_role("button", name="下达任务").click()
    expect(page.locator(".errsum")).to_be_visible()
    assert not barriers(page)
    broken = tmp_path / "broken.toml"
    broken.write_text(REVISED.read_text().replace("weight = 16", "weight = 17").replace("lose = 0.8", 'lose = "0.8"'))
    at(reverse("cycles:upload"))
    page.get_by_label("指标体系文件").set_input_files(broken)
    page.get_by_role("button", name="核对文件").click()
    expect(page.get_by_text("没有载入任何内容")).to_be_visible()
    assert not barriers(page)


@thorough_only
def test_the_table_of_approved_budgets_has_no_barrier(page, at, office, tmp_path):
    table = tmp_path / "批复.csv"
    at(reverse("cycles:approved", args=[office.cycle.pk]))
    for amount, word in (("约100", "没有导入任何内容"), ("101.26", "尚未导入")):
        table.write_text(
            f"预算编码,公用经费,人员经费,备注\n{office.owed.department.budget_code},{amount},438,x\n999,1,,\n"
        )
        page.get_by_label("批复表").set_input_files(table)
        page.get_by_role("button", name="核对文件").click()
        expect(page.get_by_text(word).first).to_be_visible()
        assert not barriers(page)
