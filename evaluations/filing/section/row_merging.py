"""Two people's versions of one list: rows that one of them added, took out or moved, while the other worked at other rows."""

from collections.abc import Mapping

# A row: the texts of its fields by their names within the row.
Row = Mapping[str, str]
# Rows by their names, in page order.
NamedRows = Mapping[str, Row]
# One row of the common list: as it was, as I have it, as the colleague has it; empty where there is none.
ThreeRows = tuple[Row, Row, Row]


def joined_rows(base: NamedRows, mine: NamedRows, theirs: NamedRows) -> list[ThreeRows] | None:
    """The rows of the list with what both did to it, in order, the same whoever saves first; None where that is in doubt."""
    gone = {name for name in base if name not in mine or name not in theirs}
    if is_in_doubt(base, mine, theirs, gone):
        return None
    order = common_order(
        *([name for name in rows if name in base and name not in gone] for rows in (base, mine, theirs))
    )
    if order is None:
        return None
    added = [new_rows(rows, {*order}, {*base}) for rows in (mine, theirs)]
    found = list[str]()
    for name in ("", *order):
        groups = sorted(rows[name] for rows in added if name in rows)
        found += dict.fromkeys([*([name] if name else []), *(one for group in groups for one in group)])
    return [(base.get(name, {}), mine.get(name, {}), theirs.get(name, {})) for name in dict.fromkeys(found)]


def is_in_doubt(base: NamedRows, mine: NamedRows, theirs: NamedRows, gone: set[str]) -> bool:
    """Whether one took out what the other changed, both added a row of one name, or one may have renamed a row that the
    other took out or renamed, too: it would come back, or be there twice."""
    changed = any(one.get(name, base[name]) != base[name] for name in gone for one in (mine, theirs))
    alike = any(theirs.get(name, row) != row for name, row in mine.items() if name not in base)
    renamed = any(name not in mine and name not in theirs for name in gone)
    return changed or alike or (renamed and not mine.keys() | theirs.keys() <= base.keys())


def common_order(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """The order of the rows that all have: of who changed it; None where both did."""
    if mine == theirs or theirs == base:
        return mine
    return theirs if mine == base else None


def new_rows(rows: NamedRows, stayed: set[str], base: set[str]) -> dict[str, list[str]]:
    """The rows that one side added, by the row that stayed above them; "" for the top of the list."""
    above, found = "", dict[str, list[str]]()
    for name in rows:
        if name in stayed:
            above = name
        elif name not in base:
            found.setdefault(above, []).append(name)
    return found
