"""How many events of each kind this process has written, for /metrics/: sign-ins, acts, refusals, exports."""

from prometheus_client import Counter

EVENT_COUNTS = Counter("jixiao_events", "Lines of the log by action and outcome", ["action", "outcome"])


def count_event(action: str, outcome: str) -> None:
    """One more; also where its transaction is rolled back later, which a figure of this kind bears."""
    EVENT_COUNTS.labels(action, outcome).inc()
