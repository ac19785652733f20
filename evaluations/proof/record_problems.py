"""Whether the record can be proved: everything against itself, then rows and log against each other, both ways."""

from collections.abc import Callable, Iterator
from datetime import datetime

from evaluations.proof.chain_faults import late_seals, printed_heads
from evaluations.proof.cycle_faults import cycle_faults
from evaluations.proof.database_rights import rights_faults
from evaluations.proof.listing_faults import listing_faults
from evaluations.proof.obligation_faults import obligation_faults
from evaluations.proof.printing_faults import printing_faults
from evaluations.proof.report_faults import report_faults
from evaluations.proof.role_faults import role_faults
from evaluations.proof.row_faults import row_faults
from evaluations.proof.secret_faults import secret_faults
from evaluations.submissions.integrity import integrity_problems

RECORD_CHECKS = (
    report_faults,
    printing_faults,
    listing_faults,
    obligation_faults,
    cycle_faults,
    row_faults,
    role_faults,
    secret_faults,
)


def record_problems(moment: datetime | None = None) -> Iterator[str]:
    """One Chinese sentence for everything that is wrong; nothing when all is well.

    `moment`: when what was restored was saved. Since then nobody has sealed events there.
    """
    yield from integrity_problems()
    yield from late_seals(moment)
    yield from printed_heads()
    for check in RECORD_CHECKS:
        yield from lasting_faults(check)
    yield from rights_faults()


def lasting_faults(check: Callable[[], Iterator[str]]) -> list[str]:
    """What a check finds twice: whoever acts between its look at the log and its look at the rows is no forger."""
    found = list(check())
    again = set(check()) if found else set()
    return [sentence for sentence in found if sentence in again]
