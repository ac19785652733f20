"""How long the papers that wait take still, by how long the last ones took."""

from datetime import timedelta

from evaluations.models import Job
from evaluations.publication.release_queue.queue_states import RENDER_KIND

LAST_LOOKED_AT = 20


def making_words(waiting: int) -> str:
    """约还需 3 分钟, for so many papers one after the other; "" where nothing waits or none was made before."""
    done = Job.objects.filter(kind=RENDER_KIND, state=Job.State.DONE, started_at__isnull=False)
    lately = done.order_by("-finished_at").values_list("started_at", "finished_at")[:LAST_LOOKED_AT]
    spans = [end - start for start, end in lately if start and end]
    if not waiting or not spans:
        return ""
    return time_left(sum(spans, timedelta()).total_seconds() / len(spans) * waiting)


def time_left(seconds: float) -> str:
    """In words, to the next whole minute."""
    return f"约还需 {-int(-seconds // 60)} 分钟" if seconds >= 60 else "约还需不到一分钟"
