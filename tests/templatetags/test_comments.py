"""Comments where they belong: under their field, or as a row under a row of a table, with the answer box where one may
answer."""

import re
from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from departments.models import User
from evaluations.filing.comments.comment_list import Comments, ShownComment
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.models import Comment, Evaluation
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.place_lookup import figure_place, text_place
from evaluations.schemes.place_words import place_label
from evaluations.schemes.report_place import ReportPlace
from tests.factories import complete_facts

pytestmark = pytest.mark.django_db

SCHEME, DOCUMENT = load_scheme("hunan-2013"), complete_facts()
RETIREES, POSTS = (figure_place(SCHEME, name) for name in ("retirees", "establishment_posts"))
USAGE = text_place(SCHEME, "usage")
SENT = [(RETIREES, "advice"), (RETIREES, "required"), (USAGE, "required")]
BOX = re.compile(r'<div class="comment is-(\w+)')


def sent_comment(number: int, place: ReportPlace, level: str) -> ShownComment:
    """A comment that the bureau has sent and nobody has answered."""
    row = Comment(
        pk=number,
        section=place.section,
        anchor=place.anchor,
        level=level,
        body=f"请说明原因{number}。",
        author=User(display_name="陈审核"),
        sent_at=datetime(2021, 4, 1, tzinfo=UTC),
    )
    return ShownComment(row, "", place_label(SCHEME, place, 2020), "")


def context_of(section: str, **more) -> dict:
    """What the page of a section has in its context, read already."""
    desk = SectionDesk(Evaluation(pk=7), User(), SCHEME.section(section))
    vars(desk).update(scheme=SCHEME, facts=DOCUMENT)
    comments = Comments(desk)
    vars(comments)["all"] = [sent_comment(number, *one) for number, one in enumerate(SENT, 1)]
    return {"comments": comments, **more}


def shown(source: str, context: dict, **more) -> str:
    return Template("{% load comments %}" + source).render(Context(context | more)).strip()


def at(context: dict, place) -> str:
    return shown("{% comments_at place %}", context, place=place)


def under(context: dict, *places) -> str:
    return shown("{% comments_under places 5 %}", context, places=places)


def test_a_field_has_all_its_comments_what_must_be_mended_first():
    found = at(context_of("base_data"), RETIREES)
    assert found.startswith('<div class="said">') and BOX.findall(found) == ["required", "advice"]
    assert "请说明原因1。" in found and "请说明原因2。" in found and "请说明原因3。" not in found


def test_a_field_without_comments_has_nothing_at_all():
    assert at(context_of("base_data"), POSTS) == "" and under(context_of("base_data"), POSTS) == ""


def test_a_page_that_shows_no_comments_has_nothing_at_all():
    assert at({}, RETIREES) == "" and under({}, RETIREES) == ""


def test_a_comment_stands_only_in_its_own_section():
    assert BOX.findall(at(context_of("usage"), USAGE)) == ["required"]
    assert at(context_of("base_data"), USAGE) == "" and at(context_of("usage"), RETIREES) == ""
    assert at(context_of("problems"), USAGE) == ""


def test_under_a_row_the_comments_are_a_row_across_its_columns():
    found = under(context_of("base_data"), POSTS, RETIREES)
    assert found.startswith('<tr class="note"><td class="said-cell"') and found.endswith("</td></tr>")
    assert 'colspan="5"' in found and BOX.findall(found) == ["required", "advice"]


def test_under_a_row_each_comment_names_its_field_and_at_a_field_it_need_not():
    named = "<strong>离退休人数（2020年决算数）</strong>"
    assert named not in at(context_of("base_data"), RETIREES)
    assert "<strong>审核意见</strong>" in at(context_of("base_data"), RETIREES)
    assert under(context_of("base_data"), RETIREES).count("<strong>离退休人数") == 2


def test_a_row_without_places_has_no_comments():
    assert under(context_of("base_data")) == ""


@pytest.mark.parametrize("more, boxes", [({}, 0), ({"editable": False}, 0), ({"editable": True}, 2)])
def test_who_may_edit_may_answer_and_nobody_else(more, boxes):
    context = context_of("base_data", **more)
    assert at(context, RETIREES).count("<textarea") == under(context, RETIREES).count("<textarea") == boxes
