"""What a person did to a list of rows, in words: a list of forty projects printed twice shows nobody the one that is gone."""

from collections import Counter
from collections.abc import Callable, Iterator

from evaluations.filing.section.merging import SectionTexts, row_name
from evaluations.filing.section.parts.base import rows_apart

# The names that an input had and has, and its text → what the field is called by the first that is known, and the text in words.
FieldWords = Callable[[tuple[str, str], str], tuple[str, str]]
# A row by its name, and the how-manieth of that name it is.
RowName = tuple[str, int]


class ListRows:
    """The rows under a prefix: where each stands, by its name, and its fields under their names within the row."""

    def __init__(self, texts: SectionTexts, prefix: str) -> None:
        self.starts: dict[RowName, str] = {}
        self.fields: dict[RowName, dict[str, str]] = {}
        self.words: dict[RowName, str] = {}
        seen = Counter[str]()
        for place, (number, row) in enumerate(sorted(rows_apart(texts, prefix).items()), 1):
            start = f"{prefix}-{number}-"
            name = row_name(row, start)
            key = (name, seen[name])
            seen[name] += 1
            self.starts[key] = start
            self.fields[key] = {full.removeprefix(start): text for full, text in row.items()}
            self.words[key] = f"第{place}行“{name or '未填名称'}”"


def row_lines(texts: SectionTexts, prefix: str) -> str:
    """The rows by number and name, one on a line."""
    return "\n".join(ListRows(texts, prefix).words.values())


def change_lines(before: SectionTexts, after: SectionTexts, prefix: str, words: FieldWords) -> str:
    """What was done to the list on the way, one act on a line: rows added, taken out, put elsewhere; fields changed."""
    old, new = ListRows(before, prefix), ListRows(after, prefix)
    gone = [f"删去{said}" for key, said in old.words.items() if key not in new.words]
    come = [f"增加{said}" for key, said in new.words.items() if key not in old.words]
    stayed = [key for key in old.words if key in new.words]
    moved = ["调整了行的次序"] if stayed != [key for key in new.words if key in old.words] else []
    changed = [line for key in stayed for line in field_lines(old, new, key, words)]
    return "\n".join([*gone, *come, *moved, *changed])


def field_lines(old: ListRows, new: ListRows, key: RowName, words: FieldWords) -> Iterator[str]:
    """What was changed within a row that stayed, under the number that it had: so the list above it is numbered."""
    before, after = old.fields[key], new.fields[key]
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            names = (f"{old.starts[key]}{name}", f"{new.starts[key]}{name}")
            (label, shown), (_, shown_before) = words(names, now), words(names, was)
            yield f"{label}：{shown_before or '（空）'} 改为 {shown or '（空）'}"
