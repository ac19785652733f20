"""佐证材料 on the filing desk: uploaded, refused, listed, moved, removed, brought back, downloaded by the right people."""

import pytest
from django.urls import reverse

from departments.roles import Role
from evaluations.audit.refusals import NotAllowed
from evaluations.evidence import keeping
from evaluations.models import Event, Evidence, Status
from tests.evidence import papers
from tests.evidence.papers import OTHER, PLACE, attach_paper, locked_pdf, picture, plain_pdf, upload, word, workbook
from tests.factories import make_member, make_office

pytestmark = pytest.mark.usefixtures("kept_draft")

SECTION = "section.projects"


@pytest.fixture
def desk(draft):
    return reverse("filing:evidence", args=[draft.pk])


@pytest.fixture
def send(preparer, desk):
    """Files and place → the answer of a plain form."""

    def post(*files, place=PLACE, note="", **headers):
        data = {"files": list(files), "place": place, "note": note}
        return preparer.post(f"{desk}add/", data, headers=headers)

    return post


def text(client, address) -> str:
    return client.get(address).content.decode()


def test_limits_and_what_the_form_asks_for_are_shown_before_anything_is_sent(preparer, desk):
    shown = text(preparer, f"{desk}?place={PLACE}")
    assert "每个文件不超过 20 MB，本报告最多 100 份、共 200 MB" in shown and "不向社会公开" in shown
    assert "表上要求：机构编制批复文件、年末在编人员花名册" in shown
    assert f'<option value="{PLACE}" data-expected="机构编制批复文件、年末在编人员花名册" selected>' in shown


def test_several_files_at_once_are_kept_under_the_place_that_was_chosen(preparer, desk, draft, send):
    answer = send(
        upload(word(), "纪要.docx"), upload(workbook(), "决算.xlsx"), upload(picture(), "照片.jpg"), note="第3页"
    )
    assert answer.status_code == 302 and PLACE in answer.url
    shown = text(preparer, answer.url)
    assert "已上传 3 个文件" in shown and shown.count("第3页") == 3
    kept = Evidence.current(draft)
    assert [(row.kind, row.place, row.note) for row in kept] == [(k, PLACE, "第3页") for k in ("docx", "xlsx", "jpg")]
    for row in kept:
        path = papers.kept_path(row.file)
        assert keeping.evidence_digest(path) == row.sha256 and path.stat().st_size == row.size
        assert path.stat().st_mode & 0o777 == 0o640 and not path.suffix


def test_a_name_keeps_its_youngest_characters_and_nothing_unseen(draft, send):
    send(upload(plain_pdf(), "李\U0002ebf0的\u202e批\u200b复&amp;.pdf"))
    assert draft.evidence.get().name == "李\U0002ebf0的批复&.pdf"


def test_the_kept_picture_is_not_the_one_that_was_sent(draft, send):
    send(upload(picture(comment=b"Secret"), "照片.jpg"))
    row = draft.evidence.get()
    assert row.sha256 != row.original_sha256 and b"Secret" not in papers.kept_path(row.file).read_bytes()


def test_one_bad_file_costs_no_good_one(draft, send):
    answer = send(upload(b"", "空.pdf"), upload(plain_pdf(), "批复.pdf"), upload(b"MZ", "坏<b>.pdf"))
    shown = answer.content.decode()
    assert answer.status_code == 422 and "2 个文件没有收下，其余 1 个已上传" in shown
    assert "“空.pdf”没有收下：文件是空的" in shown and "“坏_b_.pdf”没有收下" in shown
    assert [row.name for row in draft.evidence.all()] == ["批复.pdf"]
    assert len(list(keeping.evidence_folder().iterdir())) == 1


def test_the_same_file_twice_is_said_and_stored_once(preparer, draft, send):
    send(upload(plain_pdf(), "批复.pdf"))
    again = send(upload(plain_pdf(), "另一个名字.pdf"))
    assert "“另一个名字.pdf”与已上传的“批复.pdf”内容完全相同，没有重复保存" in text(preparer, again.url)
    elsewhere = send(upload(plain_pdf(), "批复2.pdf"), place=SECTION)
    assert "文件只存一份，两处都列出" in text(preparer, elsewhere.url)
    assert sorted(draft.evidence.values_list("place", flat=True)) == [PLACE, SECTION]
    assert len(list(keeping.evidence_folder().iterdir())) == 1


def test_a_pdf_with_a_password_is_taken_with_a_warning(preparer, draft, send):
    shown = text(preparer, send(upload(locked_pdf("secret"))).url)
    assert "设有密码保护，审核人员可能无法打开" in shown and draft.evidence.get().encrypted


@pytest.mark.parametrize("size, kept", [(2_000, 1), (2_001, 0)])
def test_a_file_may_be_as_large_as_the_limit_and_no_larger(settings, draft, send, size, kept):
    settings.EVIDENCE_FILE_BYTES = 2_000
    content = plain_pdf("x" * (size - len(plain_pdf())))
    answer = send(upload(content))
    assert len(content) == size and draft.evidence.count() == kept
    assert kept or "“批复.pdf”没有收下：文件超过 0 MB" in answer.content.decode()


def test_the_report_as_a_whole_has_limits(settings, draft, send):
    settings.EVIDENCE_FILES = 2
    answer = send(*(upload(plain_pdf(str(n)), f"{n}.pdf") for n in range(3)))
    assert "“2.pdf”没有收下：本报告已有 2 份材料，应为不超过 2 份" in answer.content.decode()
    settings.EVIDENCE_FILES, settings.EVIDENCE_BYTES = 9, 2**20
    answer = send(upload(plain_pdf("x" * 2**20), "大.pdf"))
    assert "本报告的材料共 1.0 MB，应为不超过 1 MB" in answer.content.decode() and draft.evidence.count() == 2


def test_without_a_file_or_a_place_nothing_happens_and_what_was_typed_stays(draft, send):
    for answer, said in (
        (send(note="第3页"), "还没有选择文件"),
        (send(upload(plain_pdf()), place="", note="第3页"), "请先选择这些材料证明哪一项"),
        (send(upload(plain_pdf()), place="indicator.none", note="第3页"), "请先选择"),
        (send(upload(plain_pdf()), note="长" * 121), "请删减1字"),
    ):
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not draft.evidence.exists()
    assert 'value="第3页"' in send(note="第3页").content.decode()


def test_a_script_gets_its_answer_as_data(draft, send):
    good = send(upload(plain_pdf()), Accept="application/json")
    assert (good.status_code, good.json()) == (200, {"kept": ["批复.pdf"], "told": [], "refused": []})
    bad = send(upload(b"MZ", "批复.pdf"), Accept="application/json")
    assert bad.status_code == 422 and "可执行程序" in bad.json()["refused"][0]
    assert send(Accept="application/json").json()["refused"]


def test_what_the_scanner_finds_is_refused_and_noted_in_the_log(settings, draft, send, tmp_path):
    script = tmp_path / "scanner"
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)
    settings.EVIDENCE_SCANNER = [str(script)]
    assert "可疑内容" in send(upload(plain_pdf())).content.decode() and not draft.evidence.exists()
    assert Event.objects.get(action="attach_evidence", outcome="refused").detail["sha256"]
    assert not list(keeping.evidence_folder().iterdir())


def test_a_full_disk_is_said_and_leaves_nothing(monkeypatch, draft, send, caplog):
    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "keep_evidence", full)
    assert "服务器的存储空间不足" in send(upload(plain_pdf())).content.decode()
    assert not draft.evidence.exists() and not list(keeping.evidence_folder().iterdir())


def test_a_file_is_described_and_moved_elsewhere(preparer, office, draft):
    row = attach_paper(draft, office.preparer)
    address = reverse("filing:evidence_item", args=[draft.pk, row.pk])
    assert f'value="{PLACE}"' in text(preparer, address)
    answer = preparer.post(address, {"place": SECTION, "note": " 第3页 "})
    row.refresh_from_db()
    assert answer.status_code == 302 and (row.place, row.note) == (SECTION, "第3页")
    wrong = preparer.post(address, {"place": "", "note": "新说明"})
    assert wrong.status_code == 422 and 'value="新说明"' in wrong.content.decode()
    attach_paper(draft, office.preparer)
    twice = preparer.post(address, {"place": PLACE, "note": ""})
    assert twice.status_code == 409 and "内容完全相同" in twice.content.decode()


def test_a_removed_file_can_be_brought_back(preparer, office, draft, desk):
    row = attach_paper(draft, office.preparer)
    for _ in range(2):  # a second press is no fault
        answer = preparer.post(f"{desk}{row.pk}/remove/")
        assert answer.status_code == 302
    shown = text(preparer, desk)
    assert "已移除的材料（1），24 小时内可以恢复" in shown and "还没有材料" in shown
    assert preparer.get(f"{desk}{row.file}/").status_code == 404
    preparer.post(f"{desk}{row.pk}/restore/")
    assert Evidence.current(draft).get() == row and preparer.get(f"{desk}{row.file}/").status_code == 200


def test_what_was_uploaded_again_is_not_brought_back_besides(preparer, office, draft, desk):
    row = attach_paper(draft, office.preparer)
    preparer.post(f"{desk}{row.pk}/remove/")
    attach_paper(draft, office.preparer)
    preparer.post(f"{desk}{row.pk}/restore/")
    assert "已经重新上传过" in text(preparer, desk) and Evidence.current(draft).count() == 1


def test_bringing_back_counts_against_the_limits(preparer, office, draft, desk, settings):
    row = attach_paper(draft, office.preparer)
    preparer.post(f"{desk}{row.pk}/remove/")
    attach_paper(draft, office.preparer, "另一个.pdf")
    settings.EVIDENCE_FILES = 1
    preparer.post(f"{desk}{row.pk}/restore/")
    assert "没有恢复：本报告已有 1 份材料" in text(preparer, desk) and Evidence.current(draft).count() == 1


def test_a_download_is_only_a_file(preparer, office, draft, desk):
    row = attach_paper(draft, office.preparer, "关于决算的批复.pdf")
    answer = preparer.get(f"{desk}{row.file}/")
    assert answer.content == plain_pdf("关于决算的批复.pdf")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%B3")
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin" and answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-other")])
def test_a_lost_or_changed_file_is_not_sent(preparer, office, draft, desk, spoil):
    row = attach_paper(draft, office.preparer)
    spoil(papers.kept_path(row.file))
    answer = preparer.get(f"{desk}{row.file}/")
    assert answer.status_code == 500 and "暂时不能下载" in answer.content.decode()


def test_nobody_else_reaches_the_files(client, office, draft, desk):
    row = attach_paper(draft, office.preparer)
    neighbour = make_office(office.county)
    other = attach_paper(neighbour.evaluation(), neighbour.preparer, "邻居.pdf")
    client.force_login(office.head)
    assert client.get(f"{desk}{row.file}/").status_code == 200 and "上传材料" not in text(client, desk)
    assert client.post(f"{desk}{row.pk}/remove/").status_code == 403
    client.force_login(neighbour.preparer)
    addresses = [desk, f"{desk}{row.file}/", f"{desk}{row.pk}/"]
    own = reverse("filing:evidence", args=[other.evaluation_id])
    addresses += [f"{own}{row.file}/", f"{own}{row.pk}/"]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"{own}{row.pk}/remove/").status_code == 404
    client.force_login(office.reviewer)
    assert client.get(f"{desk}{row.file}/").status_code == 403


def test_what_is_handed_in_is_looked_at_only(preparer, office):
    draft = office.evaluation()
    row = attach_paper(draft, office.preparer)
    office.advance(draft, "submit")
    desk = reverse("filing:evidence", args=[draft.pk])
    shown = text(preparer, desk)
    assert "材料已锁定" in shown and "批复.pdf" in shown and "上传材料" not in shown
    answer = preparer.post(f"{desk}add/", {"files": [upload(plain_pdf("新"))], "place": PLACE})
    assert answer.status_code == 409 and "不能再修改" in answer.content.decode()
    preparer.post(f"{desk}{row.pk}/remove/")
    assert "不能再修改" in text(preparer, desk) and Evidence.current(draft).get() == row
    assert len(list(keeping.evidence_folder().iterdir())) == 1


def test_who_gave_evidence_does_not_review(office):
    draft = office.evaluation()
    make_member(Role.PREPARER, office.department, office.reviewer)
    attach_paper(draft, office.reviewer)
    with pytest.raises(NotAllowed):
        office.advance(draft, "submit", "sign", "approve")


def test_counts_stand_where_the_work_is_done(preparer, office, draft):
    for n in range(2):
        attach_paper(draft, office.preparer, f"{n}.pdf")
    attach_paper(draft, office.preparer, "项目.pdf", place=SECTION)
    assert "佐证材料（3）" in text(preparer, f"/filing/{draft.pk}/")
    assert f"place={PLACE}#add" in (indicators := text(preparer, f"/filing/{draft.pk}/s/indicators/"))
    assert "佐证材料（2）" in indicators
    assert "佐证材料（1）" in text(preparer, f"/filing/{draft.pk}/s/projects/")
    check = text(preparer, f"/filing/{draft.pk}/check/")
    assert "有 15 项指标，表上要求附佐证材料，现在还没有附" in check and "不影响提交" in check


def test_a_place_that_the_scheme_has_lost_is_still_listed(preparer, office, draft, desk):
    row = attach_paper(draft, office.preparer)
    Evidence.objects.filter(pk=row.pk).update(place="indicator.gone")
    assert "已不在本年度指标体系中的项目" in text(preparer, desk)


def test_files_of_an_earlier_submission_stay_within_reach(preparer, office):
    draft = office.evaluation()
    row = attach_paper(draft, office.preparer)
    evaluation = office.advance(draft, *office.path(Status.RETURNED))
    desk = reverse("filing:evidence", args=[draft.pk])
    preparer.post(f"{desk}{row.pk}/remove/")
    Evidence.objects.all().delete()
    frozen = text(preparer, reverse("filing:submission", args=[evaluation.pk, 1]))
    assert "批复.pdf" in frozen and f"{desk}{row.file}/" in frozen
    assert preparer.get(f"{desk}{row.file}/").content == plain_pdf("批复.pdf")


def test_no_file_adds_a_query(preparer, office, draft, desk, django_assert_num_queries):
    attach_paper(draft, office.preparer, "0.pdf")
    preparer.get(desk)
    with django_assert_num_queries(6):
        preparer.get(desk)
    for n in range(1, 20):
        attach_paper(draft, office.preparer, f"{n}.pdf", place=OTHER)
    with django_assert_num_queries(13):  # all that the pages keep is read anew
        preparer.get(desk)
    with django_assert_num_queries(6):
        preparer.get(desk)
