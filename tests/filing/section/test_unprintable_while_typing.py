"""A character that the paper cannot show is told while one types: under its field, with the words before it."""

import pytest

pytestmark = pytest.mark.usefixtures("kept_draft")
TEXT = "制度健全😀，执行有力。"


def test_the_answer_to_an_autosave_says_which_character_and_where(preparer, draft, address):
    address = f"/filing/{draft.pk}/s/management/autosave/"
    told = preparer.post(address, {"text-management_note": TEXT, "version": "0", "page": "x", "sending": "1"}).json()
    assert "“😀”（U+1F600）（在“制度健全”之后）" in told["page"] and told["wrong"] == 1
    assert told["field"] and told["field"] in told["page"] and TEXT in told["page"]
