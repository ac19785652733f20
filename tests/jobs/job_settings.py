"""The settings of worker processes in chaos tests: short leases, and a handler that only writes a file."""

from config.settings import *  # noqa: F403

JOB_HANDLERS = {"note": "tests.jobs.handlers.note"}
DAILY_JOBS = {}
JOB_LEASE_SECONDS = 2
JOB_BACKOFF_SECONDS = 0.2
