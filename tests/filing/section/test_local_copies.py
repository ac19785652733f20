"""The copy that a browser kept of what never arrived: offered to its writer, place by place, until it has."""

import pytest

from tests.filing.pages import AS_SCRIPT


@pytest.fixture
def compare(preparer, address):
    def compare(section, texts, **own):
        values = {"page": "left", "sending": 0, "version": 0} | own
        return preparer.post(address(section) + "compare/", values | texts, **AS_SCRIPT)

    return compare


def test_a_copy_that_never_arrived_is_shown_beside_what_is_stored(compare):
    html = compare("usage", {"text-usage": "没有保存的一段"}).json()["html"]
    assert "没有保存的一段" in html and "恢复本机未保存的内容（1 处）" in html


def test_a_copy_that_arrived_is_not_offered(compare, send):
    send("usage", {"text-usage": "一"}, page="left", sending=4)
    assert compare("usage", {"text-usage": "一"}).json()["html"] == ""
    send("usage", {"text-usage": "后来改的"}, page="other", version=1)
    assert compare("usage", {"text-usage": "一"}, sending=4).json()["html"] == ""


def test_only_what_its_writer_changed_is_offered(compare, send):
    send("base_data", {"reception.actual": "1"}, page="hers")
    html = compare("base_data", {"staff_in_post": "35"}, version=0).json()["html"]
    assert "（1 处）" in html and "35" in html


def test_the_end_of_a_text_too_long_is_still_offered(compare, send):
    long = "长" * 20_005 + "尾"
    send("usage", {"text-usage": long})
    assert "尾" in compare("usage", {"text-usage": long}, version=1).json()["html"]
