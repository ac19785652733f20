"""The clock of acts and events: the database's, and for the trial county a moment that is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from evaluations.audit.database_clock import clock_standing_at, database_now
from evaluations.audit.events import record_event

pytestmark = pytest.mark.django_db
SOME_DAY = datetime(2021, 4, 19, 2, 30, tzinfo=UTC)


def test_an_act_of_the_trial_county_has_the_moment_that_was_told():
    with clock_standing_at(SOME_DAY):
        event = record_event("open", user=None)
        assert database_now() == SOME_DAY
    event.refresh_from_db()
    assert event.at == SOME_DAY


def test_afterwards_the_clock_goes_on_also_after_a_fault():
    with pytest.raises(KeyError), clock_standing_at(SOME_DAY):
        raise KeyError
    event = record_event("open", user=None)
    event.refresh_from_db()
    assert abs(event.at - timezone.now()) < timedelta(minutes=1) and database_now() > SOME_DAY


def test_in_production_nobody_tells_the_clock_a_moment(settings):
    settings.MODE = "production"
    with pytest.raises(RuntimeError), clock_standing_at(SOME_DAY):
        pass
    assert database_now() > SOME_DAY
