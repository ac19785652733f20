"""The left side of the desk: the published words, each figure with its marks and the way to its comments."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.roles import Role
from evaluations.models import ApprovedFigure, CycleMedians
from evaluations.report import compose_report
from evaluations.report.blocks import Paragraph
from evaluations.submissions.freezing import assessment_of, facts_of, parsed_scheme
from tests.factories import make_member
from tests.review.returns import draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
FIGURE = "operating.actual"


def shown(client, submission, name="detail", *more, **headers):
    return client.get(reverse(f"review:{name}", args=[submission.pk, *more]), headers=headers).content.decode()


def links(text, figure=FIGURE):
    return re.findall(rf'<a class="fig ([^"]*)" data-figure="{re.escape(figure)}" href="([^"]+)"', text)


def test_each_figure_of_the_tables_leads_to_its_place(client, submission):
    found = links(shown(client, submission))
    assert found and {address for _, address in found} == {
        reverse("review:section", args=[submission.pk, "base_data"]) + f"?at={FIGURE}#comment-form"
    }


def test_the_words_are_those_that_will_be_published(client, submission):
    text = re.sub(
        r'<span class="visually-hidden">.*?</span>|<a\s+class="say".*?</a>', "", shown(client, submission), flags=re.S
    )
    words = re.sub(r"<[^>]+>", "", text)
    report = compose_report(facts_of(submission), parsed_scheme(submission.scheme), assessment_of(submission))
    for block in report.blocks:
        if isinstance(block, Paragraph):
            assert block.text.replace("\n", "") in words.replace("\n", ""), block.text


def test_a_comment_marks_its_figure_and_no_other(client, office, submission):
    draft(submission, office.reviewer)
    text = shown(client, submission)
    assert all("has-said" in classes for classes, _ in links(text))
    assert not any("has-said" in classes for classes, _ in links(text, "personnel.actual"))


def test_approved_budget_and_median_stand_beside_the_figure(client, submission):
    owed = submission.evaluation.obligation
    ApprovedFigure.objects.create(obligation=owed, figure=FIGURE, amount=Decimal("12.34"))
    kept = {"values": {FIGURE: "56.78"}, "departments": 9, "computed_at": timezone.now()}
    CycleMedians.objects.create(cycle=owed.cycle, **kept)
    text = shown(client, submission)
    assert "12.34\\u4e07\\u5143" in text and "56.78\\u4e07\\u5143" in text and "9 个已报送单位的中位数" in text


def test_the_column_of_points_adds_up_to_the_total(client, submission):
    """Also where an indicator does not apply: its points stand beside the word."""
    text = shown(client, submission)
    table = text[text.index('id="scores"') : text.index("</table>", text.index('id="scores"'))]
    points = re.findall(r'<td class="num points">([\d.]+)', table)
    assert sum(map(Decimal, points[:-1])) == Decimal(points[-1]) == Decimal(submission.result["total"])


# --- without a new page ----------------------------------------------------------------------------

HTMX = {"HX-Request": "true"}


def test_a_place_opens_where_one_reads_with_the_figure_begun(client, submission):
    address = reverse("review:section", args=[submission.pk, "base_data"])
    text = client.get(address, {"at": FIGURE}, headers=HTMX).content.decode()
    assert "<html" not in text and text.count('id="comment-form"') == 1
    assert re.search(r"公用经费（2020年决算数）[\d.]+万元：</textarea>", text)


def test_a_saved_comment_comes_back_with_head_and_list(client, submission):
    sent = {"section": "base_data", "anchor": FIGURE, "level": "required", "body": "请说明。"}
    text = client.post(reverse("review:comment", args=[submission.pk]), sent, headers=HTMX).content.decode()
    assert "意见已保存" in text and 'id="desk-head"' in text and "起在审" in text and "必改 <b>1</b>" in text
    assert text.count("请说明。") == 2 and "<html" not in text


def test_a_figure_alone_is_no_comment(client, submission):
    opening = client.get(
        reverse("review:section", args=[submission.pk, "base_data"]), {"at": FIGURE}, headers=HTMX
    ).content.decode()
    body = re.search(r"<textarea[^>]*>\s*([^<]+)</textarea>", opening)[1]
    sent = {"section": "base_data", "anchor": FIGURE, "level": "required", "body": body}
    answer = client.post(reverse("review:comment", args=[submission.pk]), sent, headers=HTMX)
    assert answer.status_code == 422 and "或写明意见" in answer.content.decode() and body in answer.content.decode()


def test_a_colleague_s_claim_is_seen_without_a_form(client, office, submission):
    other = type(client)()
    other.force_login(make_member(Role.REVIEWER, office.county, username="second"))
    other.post(reverse("review:claim", args=[submission.pk, "begin"]))
    text = client.get(
        reverse("review:section", args=[submission.pk, "base_data"]), {"at": FIGURE}, headers=HTMX
    ).content.decode()
    assert "正在审核，您现在只能查看" in text and "comment-form" not in text
    assert "起在审" in shown(client, submission, **{"HX-Request": "true"})
