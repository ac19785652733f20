"""The search of the portal finds words in the reports on show: what is printed, and nothing else."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.models import Publication, PublicText
from evaluations.publication.portal.text_search import around, keep_missing_texts
from evaluations.tasks import sweep


@pytest.mark.django_db
def test_a_word_of_a_text_leads_to_the_report_and_shows_its_sentence(client, kept_publication):
    live = deepcopy(kept_publication)
    assert keep_missing_texts() == 1 and keep_missing_texts() == 0
    words = PublicText.objects.get().words
    word = max(words.split("\n"), key=len)[2:8]
    assert word in words and live.submission.facts["people"]["preparer"] not in words
    page = client.get("/", {"q": word}).content.decode()
    assert f"正文里写到“{word}”的报告" in page and f"<mark>{word}</mark>" in page
    assert "正文里写到" not in client.get("/", {"q": live.department.name}).content.decode()
    assert "没有找到" in client.get("/", {"q": "绝无此词"}).content.decode()


@pytest.mark.django_db
def test_what_is_taken_down_is_no_longer_found_and_put_back_it_is(kept_publication):
    live = deepcopy(kept_publication)
    sweep()
    down = {"state": "withdrawn", "withdrawn_reason": "错", "withdrawn_at": live.published_at}
    Publication.objects.filter(pk=live.pk).update(**down, withdrawn_by=live.published_by)
    keep_missing_texts()
    assert not PublicText.objects.exists()
    Publication.objects.filter(pk=live.pk).update(state="live")
    assert keep_missing_texts() == 1


@pytest.mark.django_db
def test_letters_that_stand_apart_are_no_hit(client, kept_publication):
    keep_missing_texts()
    PublicText.objects.update(words="乡村\n村道路", pairs="乡村 村道 道路")
    assert "没有找到" in client.get("/", {"q": "乡村道路"}).content.decode()
    assert "<mark>村道路</mark>" in client.get("/", {"q": "村道路"}).content.decode()


@given(st.text(alphabet="预算\n支出aA", max_size=120), st.data())
def test_the_pieces_around_a_word_are_those_of_the_line(text, data):
    lines = [line for line in text.split("\n") if len(line) >= 2]
    if not lines:
        return
    line = data.draw(st.sampled_from(lines))
    before, word, after = around(text, line[:2].upper())
    assert "\n" not in before + word + after and word.casefold() == line[:2].casefold()
    assert before.removeprefix("…") + word + after.removesuffix("…") in text
