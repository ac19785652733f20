"""A portal on which nothing stands yet."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_empty_portal_says_so(client):
    assert "还没有公开的报告" in client.get("/").content.decode()
