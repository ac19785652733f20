"""The broker's settings, and the fixtures with which other tests use a real worker."""

import pytest

from config.celery import celery_app
from tests.patience import thorough_only


def test_a_lost_worker_gives_its_task_back():
    assert celery_app.conf.task_acks_late and celery_app.conf.task_reject_on_worker_lost
    assert celery_app.conf.worker_prefetch_multiplier == 1
    assert celery_app.conf.broker_transport_options["unacked_restore_throttle"] == 1


def test_no_second_copy_of_a_long_task():
    assert celery_app.conf.task_time_limit < celery_app.conf.broker_transport_options["visibility_timeout"]


def test_results_are_rows_not_messages():
    assert celery_app.conf.task_ignore_result and not celery_app.conf.result_backend


def test_without_the_fixture_there_is_no_broker(settings):
    assert not settings.CELERY_BROKER_URL


@thorough_only
@pytest.mark.django_db(transaction=True)
def test_real_worker_hears_us(celery_worker_process):
    assert celery_app.control.inspect(timeout=60, limit=1).ping()


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_reaches_the_broker(celery_broker, time):
    with celery_app.pool.acquire() as connection:
        connection.ensure_connection(max_retries=1)  # type: ignore[attr-defined]  # the stubs take it for a producer
    with celery_app.producer_pool.acquire() as producer:
        assert producer


def test_redis_comes_back_empty_at_the_same_address(redis_server, redis_url):
    redis_server.client.set("x", 1)
    redis_server.stop()
    redis_server.start()
    assert redis_server.url == redis_url and redis_server.client.get("x") is None
