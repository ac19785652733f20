"""24: amounts about 10,000 times what their total, their row, last year, the approval or their staff allow.

Suspects are gathered into blocks: what was pasted in 元 was pasted together, so the neighbours of a suspect that are of
its size and that nothing vouches for belong to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.money_cells import MoneyCell, ReportBounds, figure_yardsticks, money_cells
from evaluations.checks.part_of_whole import wholes_by_part
from evaluations.checks.whole_forms import beyond_any_department, cells_in_yuan
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.magnitudes import SLIP_BAND, UnitSlip, Yardstick, factor_words, same_size
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.schemes.report_place import ReportPlace

# The parts of one sum: 220,000 元 and 300 元 may stand together; 30 万元 beside 220,000 元 is right as it is.
OF_ONE_PASTE = Decimal(1_000)
MOST_NAMED = 4
MISTAKES = {
    UnitSlip.YUAN_AS_WAN: ("把以元为单位的数填成了万元", "原来以元为单位的，请换算为万元（除以 10000）"),
    UnitSlip.WAN_AS_YUAN: ("把已是万元的数又换算了一次", "已经换算过一次的，请换算回来（乘以 10000）"),
}
Suspects = dict[ReportPlace, tuple[UnitSlip, Yardstick]]


@dataclass(frozen=True)
class SlipBlock:
    """Cells of one table whose unit was mistaken the same way; `against` is what `first` was held against."""

    slip: UnitSlip
    first: MoneyCell
    against: Yardstick
    cells: tuple[MoneyCell, ...]

    def finding(self) -> Finding:
        """A part above its whole is an error; mere suspicion a warning, which a person may explain."""
        mistake, remedy = MISTAKES[self.slip]
        named = "，".join(f"{one.label} {show_amount(one.value)}" for one in self.named())
        more = f" 等 {len(self.cells)} 个数" if len(self.cells) > MOST_NAMED else ""
        proved = self.against.proves
        return Finding(
            check="24",
            level=ERROR_LEVEL if proved else WARNING_LEVEL,
            place=self.first.place,
            where=self.first.where,
            read=named + more,
            expected=f"以万元为单位的数（参照：{self.against.told}）",
            why=f"{self.first.label}{factor_words(self.first.value, self.against)}，可能{mistake}",
            remedy=f"请核对单位；{remedy}{self._homes()}"
            + ("；总数填错的，请改正总数" if proved else "；确实以万元为单位的，请说明原因"),
        )

    def _homes(self) -> str:
        """，涉及“附件1”“项目支出”，可以一次换算: where one button would convert several tables."""
        homes = dict.fromkeys(cell.home for cell in self.cells)
        return f"，涉及{''.join(map(quoted_label, homes))}，可以一次换算" if len(homes) > 1 else ""

    @property
    def alone(self) -> bool:
        """Whether no number of the report contradicts it: then the rest of the form may be in 元, too."""
        against = self.against
        return self.slip is UnitSlip.YUAN_AS_WAN and not against.own and (against.estimate or not against.whole)

    def named(self) -> list[MoneyCell]:
        """The cells that a sentence names: first the one that was held against something."""
        return [self.first, *(one for one in self.cells if one != self.first)][:MOST_NAMED]


def check_unit_slips(case: CheckCase) -> Iterator[Finding]:
    """24: one finding for each block."""
    yield from (block.finding() for block in slip_blocks(case))


def slip_blocks(case: CheckCase) -> Sequence[SlipBlock]:
    """Every block of amounts whose unit seems mistaken, in the order of the form."""
    return case.once("slip_blocks", lambda: tuple(_slip_blocks(case)))


def _slip_blocks(case: CheckCase) -> list[SlipBlock]:
    cells = money_cells(case)
    held = {cell.place: cell.contradicted for cell in cells if cell.contradicted}
    sure = {place: found for place, found in held.items() if not found[1].estimate}
    explained = {cell.line for cell in cells if cell.place in sure} if sure else set[str]()
    suspects = held | _by_lines(cell for cell in cells if cell.line not in explained) | sure
    if (beyond := beyond_any_department(case, cells)) and beyond[0].place not in suspects:
        suspects[beyond[0].place] = UnitSlip.YUAN_AS_WAN, beyond[1]
    return _blocks(case, cells, suspects) if suspects else []


def _blocks(case: CheckCase, cells: list[MoneyCell], suspects: Suspects) -> list[SlipBlock]:
    """The suspects with what was pasted beside them."""
    found = []
    for table in dict.fromkeys(cell.table for cell in cells):
        for slip in UnitSlip:
            own = [cell for cell in cells if cell.table == table]
            first = [one for one in own if one.place in suspects and suspects[one.place][0] is slip]
            if first:
                found.append(_block(case, slip, first, own, suspects))
    return found if case.facts.unmentioned else _whole_form(found, cells)


def _whole_form(blocks: list[SlipBlock], cells: list[MoneyCell]) -> list[SlipBlock]:
    """Blocks that only an estimate shows are one: a form filed in 元 throughout contradicts itself nowhere."""
    estimated = [one for one in blocks if one.alone]
    if not estimated:
        return blocks
    leader = max((one.first for one in estimated), key=lambda cell: abs(cell.value))
    alike = {cell.place for cell in cells_in_yuan(cells, leader)}
    alike |= {cell.place for one in estimated for cell in one.cells}
    members = [cell for cell in cells if cell.place in alike and not cell.vouched]
    rest = [one for one in blocks if one not in estimated and not set(one.cells) <= set(members)]
    return [replace(estimated[0], cells=tuple(members)), *rest]


def _by_lines(cells: Iterable[MoneyCell]) -> Suspects:
    """Two cells of a row about 10,000 apart: the larger is doubted, the smaller where all others are of one size."""
    lines: dict[str, list[MoneyCell]] = {}
    for cell in cells:
        lines.setdefault(cell.line, []).append(cell)
    found: Suspects = {}
    for line in (line for line in lines.values() if len(line) > 1):
        least, *others = sorted(line, key=lambda cell: abs(cell.value))
        if SLIP_BAND[0] <= abs(others[-1].value / least.value) <= SLIP_BAND[1]:
            most = others[-1]
            lone = len(others) > 1 and same_size(others[0].value, most.value)
            doubted, slip = (least, UnitSlip.WAN_AS_YUAN) if lone or most.vouched else (most, UnitSlip.YUAN_AS_WAN)
            other = most if doubted is least else least
            found[doubted.place] = slip, Yardstick(other.label, other.value, own=True)
    return found


def _block(
    case: CheckCase, slip: UnitSlip, first: list[MoneyCell], table: list[MoneyCell], suspects: Suspects
) -> SlipBlock:
    """The suspects with their neighbours: the parts of a sum that is itself too large, then the rest of their lines."""
    leader = next((one for one in first if suspects[one.place][1].proves), first[0])
    members = dict.fromkeys(first)
    if slip is UnitSlip.YUAN_AS_WAN:
        members |= dict.fromkeys(_parts_of_slipped_sums(case, first, table))
    lines: dict[str, list[MoneyCell]] = {}
    for one in members:
        lines.setdefault(one.line, []).append(one)
    for cell in table:
        if any(same_size(one.value, cell.value) for one in lines.get(cell.line, ())) and not cell.vouched:
            members[cell] = None
    order = [cell for cell in table if cell in members]
    return SlipBlock(slip, leader, suspects[leader.place][1], tuple(order))


def _parts_of_slipped_sums(case: CheckCase, first: list[MoneyCell], table: list[MoneyCell]) -> Iterator[MoneyCell]:
    """三公经费 of 22,000 in a total of 707: 公务接待 300 beside 公务用车 19,000 is in 元, too."""
    above = wholes_by_part(case.scheme)
    for cell in table:
        for whole in above.get(cell.place.path, ()):
            inside = [one for one in first if whole in above.get(one.place.path, ())]
            value = case.number(whole)
            if not inside or not value or whole not in case.scheme.sums or cell.vouched:
                continue
            slipped = any(
                one.slip_of(value) for one in figure_yardsticks(case, whole, ReportBounds.of(case)) if one.whole
            )
            if slipped and abs(cell.value) * OF_ONE_PASTE >= max(abs(one.value) for one in inside):
                yield cell
