"""A paper between the look at it and the confirmation: it travels signed on the page, and is kept nowhere else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from evaluations.filing.desk.draft_desk import Desk
from evaluations.papers.paper_blocks import PaperDocument, PaperParagraph, RawBlock, numbered_blocks

SALT = "filing.paper"
LONGEST_WAIT = 12 * 60 * 60  # seconds: no session is longer
PARCEL_EXPIRED = "核对页已经失效（超过 12 小时、页面不完整，或者不是这份报告的）。没有导入任何内容，请重新选择文件。"


class SpoiltParcel(Exception):
    """A parcel that is not ours, not for this evaluation and person, or too old."""


@dataclass(frozen=True)
class PaperParcel:
    """Whose it is, what the paper holds, and the version of each section that was shown."""

    evaluation: int
    user: int
    name: str
    blocks: list[RawBlock]
    remarks: list[str]
    versions: Mapping[str, int]

    @property
    def document(self) -> PaperDocument:
        """The paper as it was opened."""
        return PaperDocument(numbered_blocks(self.blocks), tuple(self.remarks))

    def sealed(self) -> str:
        """The parcel for a hidden input: nobody can alter it or use it elsewhere."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def packed_paper(desk: Desk, name: str, document: PaperDocument, versions: Mapping[str, int]) -> PaperParcel:
    """A paper that was just opened."""
    blocks: list[RawBlock] = [
        one.text if isinstance(one, PaperParagraph) else [list(row) for row in one.rows] for one in document.blocks
    ]
    return PaperParcel(desk.evaluation.pk, desk.user.pk, name, blocks, list(document.remarks), versions)


def unsealed_paper(text: str, desk: Desk) -> PaperParcel:
    """The parcel of a hidden input; raises SpoiltParcel."""
    try:
        data: dict[str, Any] = signing.loads(text, salt=SALT, max_age=LONGEST_WAIT)
        parcel = PaperParcel(**data)
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise SpoiltParcel from error
    if (parcel.evaluation, parcel.user) != (desk.evaluation.pk, desk.user.pk):
        raise SpoiltParcel
    return parcel
