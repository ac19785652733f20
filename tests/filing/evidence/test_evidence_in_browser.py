"""佐证材料 in a real browser: progress of each file, refusals beside the good ones, no script, no barrier."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from evaluations.models import Evidence, Status
from tests.barriers import barriers
from tests.evidence.papers import PLACE, attach_paper, pdf, picture, plain_pdf, workbook
from tests.filing.section.test_in_browser import faults, office, office_draft, page, signed_in  # noqa: F401
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db(transaction=True)


def file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


GOOD: list[tuple[str, Callable[[], bytes]]] = [("批复.pdf", pdf), ("决算.xlsx", workbook), ("照片.jpg", picture)]


@pytest.fixture
def draft(office):  # noqa: F811
    return office_draft(office)


@pytest.fixture
def address(live_server, draft):
    return f"{live_server.url}/filing/{draft.pk}/evidence/"


def test_files_travel_one_by_one_and_the_list_follows(page, faults, office, signed_in, draft, address):  # noqa: F811
    signed_in(page.context, office.preparer)
    page.goto(address)
    page.get_by_label("证明哪一项").select_option(label="在职人员控制率")
    expect(page.locator("#expected")).to_have_text("表上要求：机构编制批复文件、年末在编人员花名册")
    files = [file(name, make()) for name, make in GOOD]
    page.get_by_label("选择文件").set_input_files([*files, file("坏.pdf", b"MZ"), file("图.svg", b"<svg/>")])
    page.get_by_role("button", name="上传").click()
    expect(page.locator("#upload-said")).to_have_text("已上传 3 个文件，2 个没有收下，原因见列表。")
    rows = page.locator("#upload-progress > li")
    expect(rows).to_have_count(5)
    expect(rows.nth(0)).to_contain_text("✓ 已上传")
    expect(rows.nth(3)).to_contain_text("内容却是可执行程序")
    expect(rows.nth(4)).to_contain_text("扩展名是 .svg")
    expect(page.locator(f"[id='{PLACE}'] .file")).to_have_count(3)
    expect(page.locator("#used")).to_contain_text("已有 3 份")
    assert [row.name for row in Evidence.current(draft)] == [name for name, _ in GOOD]


def test_a_lost_session_is_said_beside_the_file(page, faults, office, signed_in, address):  # noqa: F811
    signed_in(page.context, office.preparer)
    page.goto(f"{address}?place={PLACE}")
    page.context.clear_cookies()
    page.get_by_label("选择文件").set_input_files([file("批复.pdf", plain_pdf())])
    page.get_by_role("button", name="上传").click()
    expect(page.locator("#upload-progress")).to_contain_text("“批复.pdf”没有传完：网络中断，或登录已过期")


def test_everything_works_without_a_script(browser, office, signed_in, draft, address):  # noqa: F811
    context = signed_in(browser.new_context(java_script_enabled=False, locale="zh-CN"), office.preparer)
    page = context.new_page()  # noqa: F811
    page.goto(f"{address}?place={PLACE}")
    files = [file(name, make()) for name, make in GOOD]
    page.get_by_label("选择文件").set_input_files([*files, file("坏.pdf", b"MZ")])
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="1 个文件没有收下，其余 3 个已上传")).to_be_visible()
    page.get_by_role("button", name="移除 照片.jpg").click()
    expect(page.locator("#notices")).to_contain_text("“照片.jpg”已移除")
    page.get_by_text("已移除的材料（1）").click()
    page.get_by_role("button", name="恢复 照片.jpg").click()
    page.get_by_role("link", name="修改 照片.jpg 的说明或归属").click()
    page.get_by_label("说明").fill("办公楼外景")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("办公楼外景")
    with page.expect_download() as download:
        page.get_by_role("link", name="批复.pdf", exact=True).click()
    assert download.value.suggested_filename == "批复.pdf"
    assert Evidence.current(draft).count() == 3
    context.close()


@thorough_only
def test_the_pages_are_accessible_and_fit(page, office, signed_in, live_server):  # noqa: F811
    evaluation = office.evaluation(Status.DRAFT)
    row = attach_paper(
        evaluation, office.preparer, "关于下达2020年度部门预算的通知（永财预〔2020〕1号）及其附件扫描件.pdf"
    )
    attach_paper(evaluation, office.preparer, "花名册.pdf", plain_pdf(more=b"/Encrypt"))
    evaluation = office.advance(evaluation, *office.path(Status.RETURNED))
    signed_in(page.context, office.preparer)
    base = f"{live_server.url}/filing/{evaluation.pk}/"
    for part in [
        "evidence/",
        f"evidence/?place={PLACE}",
        f"evidence/{row.pk}/",
        "check/",
        "s/indicators/",
        "history/1/",
    ]:
        page.goto(base + part)
        assert not (found := barriers(page)), (part, found)
