"""Two people publish the same reports at once, each in another order, while a third gives them to a reviewer: each goes public
once, and nobody waits for ever."""

from collections import Counter

import pytest

from evaluations.models import Event, Publication, ReleaseBatch
from evaluations.publication.release_queue.batch.batch_rows import begin_batch, pick_batch
from evaluations.publication.release_queue.batch.batch_running import run_batch
from evaluations.workflow.assigning import AssignmentPlan, assign_together
from tests.factories import make_member, make_office
from tests.patience import thorough_only
from tests.workflow.test_races import RACES, race
from tests.workflow.test_way_back_races import many_approved

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8
AT_ONCE = RACES // ROUNDS


def begun(person, publications):
    """A batch of these, in this order, begun and not yet done."""
    batch = pick_batch(person, publications)
    begin_batch(batch, None)
    return batch


@thorough_only
def test_batches_in_opposite_orders_publish_each_report_once():
    office = make_office()
    other, rows = make_member("publisher", office.county), many_approved(office, ready=True)
    parts = [rows[n * AT_ONCE : (n + 1) * AT_ONCE] for n in range(ROUNDS)]
    papers = [[row.publication for row in part] for part in parts]
    forth = [begun(office.publisher, one) for one in papers]
    back = [begun(other, one[::-1]) for one in papers]
    duties = [[row.evaluation.obligation_id for row in reversed(part)] for part in parts]

    def assigning(n):
        plan = AssignmentPlan(dict.fromkeys(duties[n], office.reviewer.pk), dict.fromkeys(duties[n]))
        return assign_together(office.cycle, plan, office.bureau_admin)

    def running(batches):
        def run(n):
            run_batch({"batch": batches[n].pk})
            return True

        return run

    results = race(running(forth), running(back), assigning, rounds=ROUNDS)
    # Who gives them away is refused where all of them are public by then.
    assert all(one["won"] + one["Conflict"] == 3 and one["won"] > 1 for one in results), results
    shared = [row for part in parts for row in part]
    assert Publication.objects.filter(submission__in=shared, state="live").count() == len(shared)
    assert Event.objects.filter(action="publish", outcome="ok").count() == len(shared)
    outcomes = Counter(ReleaseBatch.objects.values_list("items__state", flat=True))
    assert outcomes == {"done": len(shared), "refused": len(shared)}, "what one has published the other is refused"
    words = set(ReleaseBatch.objects.filter(items__state="refused").values_list("items__words", flat=True))
    assert all("刷新" in one or "公开" in one for one in words), words
