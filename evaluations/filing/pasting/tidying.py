"""整理序号和标点: the texts of a section as they are and as they would be, and the form over them once accepted."""

from dataclasses import dataclass

from evaluations.comparison.text_pieces import TextPiece, text_pieces
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import ParagraphsField
from evaluations.filing.section.form import SectionForm
from evaluations.language.prose_tidying import tidied_prose


@dataclass(frozen=True)
class TidiedText:
    """One text that would change: its input, what it is called, and the way from old to new."""

    name: str
    label: str
    new: str
    pieces: tuple[TextPiece, ...]


def tidied_texts(desk: SectionDesk) -> list[TidiedText]:
    """The stored texts of the section that tidying changes, in page order."""
    form = SectionForm.stored(desk)
    names = [
        one.add_prefix(name)
        for part in form.parts
        for one in part.forms
        for name, field in one.fields.items()
        if isinstance(field, ParagraphsField)
    ]
    pairs = [(name, form.data.get(name, "")) for name in names]
    return [
        TidiedText(name, form.labels[name][1], new, tuple(text_pieces(old, new)))
        for name, old in pairs
        if (new := tidied_prose(old)) != old
    ]


def tidied_form(desk: SectionDesk) -> SectionForm:
    """The section with its texts tidied, as it would be saved."""
    changed = {one.name: one.new for one in tidied_texts(desk)}
    return SectionForm.arranged(desk, {**SectionForm.stored(desk).data, **changed})
