"""The table over all papers, the page of each, the workbook, and who sees them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from evaluations.foreign_files import old_word
from evaluations.models import Event, Job, PaperBatch
from evaluations.papers.paper_result import NO_REPORT
from evaluations.precheck.batch_access import PaperSender
from evaluations.precheck.results.batch_table import paper_lines
from evaluations.precheck.running import check_papers
from evaluations.precheck.uploading.receiving import receive_papers
from evaluations.precheck.uploading.upload_form import SentPaper
from tests.factories import make_office
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import SEED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture
def batch(office, monkeypatch):
    """Two papers of the bureau, read."""
    answer_in_process(monkeypatch)
    monkeypatch.setattr(old_word, "word_converter", lambda: "")
    papers = [SentPaper("=甲.txt", SEED), SentPaper("乙.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
    found = receive_papers(PaperSender(office.county, None), papers, None, office.reviewer)
    check_papers({"batch": found.pk, "first": 1, "last": 2})
    return found


def page(client, user, address):
    client.force_login(user)
    return client.get(address)


def test_the_table_names_each_paper_with_what_was_found(client, office, batch):
    text = page(client, office.bureau_admin, f"/precheck/{batch.pk}/").content.decode()
    assert "永兴县政务服务中心" in text and "没有读取" in text and "另存为－Word 文档" in text and "hx-get" not in text


def test_the_table_asks_again_while_papers_wait(client, office, batch):
    receive_papers(PaperSender(office.county, None), [SentPaper("丙.txt", b"x")], None, office.reviewer)
    text = page(client, office.reviewer, f"/precheck/{PaperBatch.objects.first().pk}/").content.decode()
    assert "还有 1 篇" in text and 'hx-trigger="every 2s"' in text and "等待核对" in text


def test_the_page_of_a_paper_shows_findings_and_what_was_not_read(client, office, batch):
    text = page(client, office.reviewer, f"/precheck/{batch.pk}/1/").content.decode()
    assert text.count('class="finding-head"') == 6 and "没有读到指标得分表" in text and "核对了什么" in text
    assert "“预算执行”部分，全文第39段" in text


def test_a_paper_that_was_not_read_has_no_page(client, office, batch):
    assert page(client, office.reviewer, f"/precheck/{batch.pk}/2/").url == f"/precheck/{batch.pk}/"


def test_an_old_word_file_is_read_where_libreoffice_is(office, monkeypatch):
    answer_in_process(monkeypatch)
    monkeypatch.setattr(old_word, "word_converter", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(old_word, "modern_word", lambda content: SEED)
    papers = [SentPaper("乙.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
    batch = receive_papers(PaperSender(office.county, None), papers, None, office.reviewer)
    check_papers({"batch": batch.pk, "first": 1, "last": 1})
    assert batch.papers.get().department == "永兴县政务服务中心"


def test_the_workbook_holds_everything_as_text(client, office, batch):
    answer = page(client, office.reviewer, f"/precheck/{batch.pk}/workbook/")
    book = load_workbook(BytesIO(answer.content))
    papers, findings, unread = book.worksheets
    assert [one.value for one in papers[2]][1:6] == ["=甲.txt", "永兴县政务服务中心", 2020, 2, 4]
    assert papers["B2"].data_type == "s" and findings.max_row == 7 and unread.max_row > 2


def test_others_do_not_see_them(client, office, batch):
    stranger = make_office()
    for person in (office.preparer, office.head, stranger.reviewer):
        assert page(client, person, f"/precheck/{batch.pk}/").status_code == 404
    own = receive_papers(PaperSender(office.county, office.department), [SentPaper("a", b"x")], None, office.preparer)
    assert page(client, office.head, f"/precheck/{own.pk}/").status_code == 200
    assert page(client, office.reviewer, f"/precheck/{own.pk}/").status_code == 404


def test_they_are_deleted_on_a_persons_word(client, office, batch):
    client.force_login(office.reviewer)
    client.post(f"/precheck/{batch.pk}/delete/")
    assert PaperBatch.objects.filter(pk=batch.pk).exists()
    client.post(f"/precheck/{batch.pk}/delete/", {"sure": "1"})
    assert (
        not PaperBatch.objects.filter(pk=batch.pk).exists()
        and Event.objects.filter(action="delete_papers").count() == 1
    )
    assert not Job.objects.filter(kind="forget_papers").exists()


def test_the_workbook_can_be_read_and_printed_as_it_is(client, office, batch):
    """Columns as wide as what stands in them, rows as high, a page as wide as the sheet; points can be sorted."""
    book = load_workbook(BytesIO(page(client, office.reviewer, f"/precheck/{batch.pk}/workbook/").content))
    papers, findings, unread = book.worksheets
    assert papers["I2"].value == 87 and papers["I3"].value is None
    assert all(sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0 for sheet in book)
    assert findings.column_dimensions["A"].width > 20 and findings.row_dimensions[3].height > 30
    assert papers.row_dimensions[2].height is None and unread.column_dimensions["C"].width > 60


def test_findings_come_first_then_what_was_not_read_then_what_is_no_report(client, office, batch):
    """The gravest finding stands in words below the file; a notice of a meeting is not one without contradictions."""
    notice = "关于召开工作会议的通知\n定于周五上午在三楼会议室开会。".encode()
    sound = "甲局2020年度部门整体支出绩效评价报告\n一、基本情况\n一切正常。".encode()
    sent = [("一.txt", sound), ("二.txt", notice), ("三.pdf", b"%PDF-1.4"), ("四.txt", SEED)]
    papers = [SentPaper(name, content) for name, content in sent]
    found = receive_papers(PaperSender(office.county, None), papers, None, office.reviewer)
    check_papers({"batch": found.pk, "first": 1, "last": 4})
    text = page(client, office.reviewer, f"/precheck/{found.pk}/").content.decode()
    places = [text.index(f">{name}<") for name in ("四.txt", "三.pdf", "二.txt", "一.txt")]
    assert places == sorted(places)
    assert "总分与各项得分不符，“开头”部分，全文第3段" in text and "1 篇有问题，排在前面" in text
    assert 'href="#paper-3">1 篇没有读取' in text and 'id="paper-3"' in text and "1 篇不像评价报告" in text
    assert "没有核对：没有认出报告的标题" in page(client, office.reviewer, f"/precheck/{found.pk}/2/").content.decode()
    book = load_workbook(BytesIO(page(client, office.reviewer, f"/precheck/{found.pk}/workbook/").content))
    row = [one.value for one in book.worksheets[0][3]]
    assert row[1] == "二.txt" and row[2:9] == [None] * 7 and row[9] == NO_REPORT


def test_what_looks_like_no_report_and_has_a_fault_is_shown_with_it(client, office, monkeypatch):
    answer_in_process(monkeypatch)
    sent = [SentPaper("日记.txt", "今天共收入5元，其中甲2元，乙4元。增长-5%。".encode())]
    found = receive_papers(PaperSender(office.county, None), sent, None, office.reviewer)
    check_papers({"batch": found.pk, "first": 1, "last": 1})
    text = page(client, office.reviewer, f"/precheck/{found.pk}/").content.decode()
    assert "1 篇有问题，排在前面" in text and "没有核对" not in text and "不像评价报告" not in text
    book = load_workbook(BytesIO(page(client, office.reviewer, f"/precheck/{found.pk}/workbook/").content))
    row = [one.value for one in book.worksheets[0][2]]
    assert row[4:7] == [0, 1, 0] and row[9] is None


def test_a_batch_without_faults_says_so(client, office, monkeypatch):
    answer_in_process(monkeypatch)
    notice = SentPaper("通知.txt", "关于召开工作会议的通知\n定于周五开会。".encode())
    found = receive_papers(PaperSender(office.county, None), [notice], None, office.reviewer)
    check_papers({"batch": found.pk, "first": 1, "last": 1})
    text = page(client, office.reviewer, f"/precheck/{found.pk}/").content.decode()
    assert "全部核对完：没有发现问题；1 篇不像评价报告" in text and "没有核对" in text


def test_the_table_does_not_fetch_the_files_that_wait(client, office, batch, django_assert_num_queries):
    receive_papers(
        PaperSender(office.county, None), [SentPaper(f"{n}.txt", b"x") for n in range(9)], None, office.reviewer
    )
    newest = PaperBatch.objects.latest("pk")
    with django_assert_num_queries(1) as asked:
        assert all(line.waits for line in paper_lines(newest))
    assert '"content",' not in asked.captured_queries[0]["sql"]
