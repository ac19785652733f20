"""Readings of long texts are kept, but few of them: a process has no room for thousands."""

import pytest

from evaluations.claims import report_reading
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.report_reading import KEPT_LONG, LONG_TEXT, report_both
from tests.claims.corpus import SCHEME, corpus_report

SENTENCE = "公务接待费8.88万元。"
SHORT, LONG = (
    (report_reading._claims, report_reading.text_scenes),
    (report_reading._long_claims, report_reading.long_scenes),
)


@pytest.mark.parametrize(("size", "used", "unused"), [(LONG_TEXT, SHORT, LONG), (LONG_TEXT + 1, LONG, SHORT)])
def test_long_texts_are_kept_by_themselves(size, used, unused):
    facts, assessment = corpus_report()
    text = (SENTENCE * LONG_TEXT)[: size - 1] + "\n"
    before = [one.cache_info().misses for one in (*used, *unused)]
    for _ in range(2):  # the second time of another state of the figures
        assert report_both(SCHEME, facts, text, KnownFigures(SCHEME, assessment.lookup, facts.projects)).wrong
    read = [one.cache_info().misses - was for one, was in zip((*used, *unused), before, strict=True)]
    assert read == [1, 1, 0, 0] and all(one.cache_info().maxsize == KEPT_LONG for one in LONG)
