"""The marks by which scripts/test chooses lie where the tests lie."""

from tests.marking import missing_paths


def test_every_place_that_is_named_exists():
    assert missing_paths() == []
