"""Two versions of a report laid side by side for people: numbers with their difference, texts with what came and went."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evaluations.comparison.document_lines import DocumentChange
from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.language.amounts import NOT_APPLICABLE, AmountError, parse_amount, show_amount

INCREASE_WORD, DECREASE_WORD = "增加", "减少"
NUMBER_SUBSTITUTES = ("", show_amount(NOT_APPLICABLE))  # what may stand in place of a number


@dataclass(frozen=True)
class Contrast:
    """One line that differs. `delta` is set for two numbers, `pieces` for texts."""

    label: str
    old: str
    new: str
    delta: str = ""
    pieces: tuple[TextPiece, ...] = ()


@dataclass(frozen=True)
class PlaceContrast:
    """The lines of one part of the form: numbers first, as a table, then texts."""

    where: str
    numbers: tuple[Contrast, ...]
    texts: tuple[Contrast, ...]


def contrast_by_place(changes: Iterable[DocumentChange]) -> list[PlaceContrast]:
    """The changes by part of the form, in its order."""
    by_place: dict[str, list[Contrast]] = {}
    for change in changes:
        by_place.setdefault(change.where, []).append(contrasted_line(change))
    return [
        PlaceContrast(where, tuple(one for one in own if not one.pieces), tuple(one for one in own if one.pieces))
        for where, own in by_place.items()
    ]


def contrasted_line(change: DocumentChange) -> Contrast:
    """One change: with the difference when both are numbers, without one when either is blank or 不适用, else word by word."""
    old, new = line_number(change.old), line_number(change.new)
    if old is not None and new is not None:
        places = max(len(text.partition(".")[2]) for text in (change.old, change.new))
        return Contrast(change.label, change.old, change.new, difference_in_words(old, new, places))
    if (old is not None and change.new in NUMBER_SUBSTITUTES) or (new is not None and change.old in NUMBER_SUBSTITUTES):
        return Contrast(change.label, change.old, change.new)
    return Contrast(change.label, change.old, change.new, "", tuple(text_pieces(change.old, change.new)))


def line_number(text: str) -> Decimal | None:
    """The value of a line that is a number and nothing else."""
    try:
        value = parse_amount(text, unit="", signed=True)
    except AmountError:
        return None
    return value if isinstance(value, Decimal) else None


def difference_in_words(old: Decimal, new: Decimal, places: int) -> str:
    """增加 0.30, 减少 12, in words so that a sign is not overlooked, with the decimals that are shown beside it."""
    if old == new:
        return "数值相同，写法不同"
    return f"{INCREASE_WORD if new > old else DECREASE_WORD} {abs(new - old):,.{places}f}"
