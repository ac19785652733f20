"""Whether the record can be proved: everything against itself, then rows and log against each other, both ways."""

from collections.abc import Iterator
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


def record_problems(moment: datetime | None = None) -> Iterator[str]:
    """One Chinese sentence for everything that is wrong; nothing when all is well.

    `moment`: when what was restored was saved. Since then nobody has sealed events there.
    """
    yield from integrity_problems()
    yield from late_seals(moment)
    yield from printed_heads()
    yield from report_faults()
    yield from printing_faults()
    yield from listing_faults()
    yield from obligation_faults()
    yield from cycle_faults()
    yield from row_faults()
    yield from role_faults()
    yield from secret_faults()
    yield from rights_faults()
