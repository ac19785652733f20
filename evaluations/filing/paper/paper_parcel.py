"""A paper between the look at it and the confirmation: it travels signed on the page, and is kept nowhere else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parcels import sealed_parcel, unsealed_parcel
from evaluations.papers.paper_blocks import PaperDocument, PaperParagraph, RawBlock, numbered_blocks

SALT = "filing.paper"


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
        return sealed_parcel(asdict(self), SALT)


def packed_paper(desk: Desk, name: str, document: PaperDocument, versions: Mapping[str, int]) -> PaperParcel:
    """A paper that was just opened."""
    blocks: list[RawBlock] = [
        one.text if isinstance(one, PaperParagraph) else [list(row) for row in one.rows] for one in document.blocks
    ]
    return PaperParcel(desk.evaluation.pk, desk.user.pk, name, blocks, list(document.remarks), versions)


def unsealed_paper(text: str, desk: Desk) -> PaperParcel:
    """The parcel of a hidden input; raises SpoiltParcel."""
    return unsealed_parcel(text, SALT, desk, lambda data: PaperParcel(**data))
