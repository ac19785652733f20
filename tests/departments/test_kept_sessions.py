"""A session is the one that Django's own store keeps, whoever has made it and whoever reads it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from departments.kept_sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("maker", "reader"), [(DjangoStore, SessionStore), (SessionStore, DjangoStore)])
def test_what_one_store_has_sealed_the_other_reads(maker, reader, django_assert_num_queries):
    made = maker()
    made["_auth_user_id"] = "7"
    made.save()
    with django_assert_num_queries(1):
        assert reader(made.session_key)["_auth_user_id"] == "7"


@pytest.mark.parametrize("store", [DjangoStore, SessionStore])
@pytest.mark.parametrize("gone", ["past its end", "ended", "never there"])
def test_one_that_is_no_more_is_empty_and_gets_another_key(store, gone):
    made = SessionStore()
    made["_auth_user_id"] = "7"
    made.save()
    if gone == "past its end":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    if gone == "ended":
        Session.objects.all().delete()
    key = "a" * 32 if gone == "never there" else made.session_key
    read = store(key)
    assert "_auth_user_id" not in read and read.session_key is None
    read["seen"] = 1
    read.save()
    assert read.session_key != key
