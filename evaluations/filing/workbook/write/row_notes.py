"""What a row means and where the final accounts have it, as a note on the row's name: the same words as 说明 on the page."""

from openpyxl.cell import Cell as Place
from openpyxl.comments import Comment

from evaluations.schemes.figure_help import FigureHelp

# Not the author of marks: those are taken away when a marked file comes back.
NOTE_AUTHOR = "填写说明"
NOTE_WIDTH, LINE_HEIGHT, CHARACTERS_A_LINE = 340, 18, 24  # pixels


def add_row_note(target: Place, told: FigureHelp) -> None:
    """The note, as large as its words."""
    lines = (told.meaning, f"决算数见：{told.place}")
    height = sum(-(-len(line) // CHARACTERS_A_LINE) for line in lines) + 1
    target.comment = Comment("\n".join(lines), NOTE_AUTHOR, width=NOTE_WIDTH, height=height * LINE_HEIGHT)
