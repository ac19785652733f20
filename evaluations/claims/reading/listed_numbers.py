"""分别: which number of a list belongs to which of the names, columns or years that stand before it.

人员经费、公用经费分别占基本支出的81.89%和18.11%; 年初预算和决算分别为707万元、701.73万元. What is open at the first number
(column, relation, whole) is open at each of them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from evaluations.claims.reading.sentence_state import SentenceState
from evaluations.claims.words.bond_words import PERCENT_WORDS

LIST_SIGN = "[、，,和与及]"
PRINTED = r"(?:约|共)?-?\d[\d.,]*(?:万|亿)?(?:元|个百分点|%|人|名|个)"
ROW_OF_NUMBERS = re.compile(rf"[^\d。；;]{{0,40}}?({PRINTED}(?:{LIST_SIGN}+{PRINTED})*)")
# From the last number to 分别, where it goes back to all that was numbered: …，本年分别下降
BACK_TO_ALL = re.compile(
    "[^一-龥]{0,3}(?:(?:本年|今年|全年|当年|年底|年末|实际|[比较与同](?:上年|去年|20\\d\\d年)度?(?:相比|比较|相较)?[，,]?|同比|(?:预算|资金)?(?:执行|完成|支付|支出|使用)率)*|"
    "所?占(?:(?:全年|本年)?总?支出的?)?(?:比[重例]?)?)"
)
GOES_ON_WITH = ("subject", "against")
KEPT_OPEN = ("column", "spent", "relation", "sign", "whole", "sharing", "rate", "year")


def several_follow(found: re.Match[str]) -> bool:
    """Whether more than one number stands behind 分别."""
    numbers = ROW_OF_NUMBERS.match(found.string, found.end())
    return numbers is not None and len(re.findall(PRINTED, numbers[1])) > 1


class ListedNumbers:
    """What was named since the last number, and in the whole half-sentence (`numbered`: A 1万元、B 2万元，分别完成…), and what
    of it still waits for its number."""

    def __init__(self) -> None:
        self.spoken: dict[
            tuple[str, Any], None
        ] = {}  # in their order; looked up by each name, of which there may be thousands
        self.numbered: list[tuple[str, Any]] = []
        self.parts_at = 0  # where those begin that 其中 opens
        self.waiting: list[tuple[str, Any]] = []
        self.opened: dict[str, Any] = {}
        self.done: list[tuple[str, Any]] = []  # the list before, whose things another 分别 may be about again
        self.until = self.last = self.ended = -1  # of a list that goes on, of any number, of the last in a list

    def say(self, kind: str, value: Any) -> None:
        """A name (`subject`), column or year was read: `kind` is what it is called in the state of a sentence."""
        if (kind, value) not in self.spoken:
            self.spoken[kind, value] = None

    def forget(self, half_sentence: bool = True) -> None:
        """The list ends, with its half-sentence or before."""
        self.spoken, self.waiting, self.opened, self.until = {}, [], {}, -1
        if half_sentence:
            self.numbered, self.done, self.parts_at = [], [], 0

    def begin(self, found: re.Match[str], counted: Sequence[tuple[str, Any]] = ()) -> bool:
        """分别 was read: whether as many numbers follow as names, columns or years came before.
        `counted`: the things that 三项 speaks of, or what each of the changes before is held against."""
        kinds = defaultdict[str, list[tuple[str, Any]]](list)
        for one in self.spoken:
            kinds[one[0]].append(one)
        lists = [one for one in kinds.values() if len(one) > 1]
        if counted:
            lists = [[*counted]]
        if not (self.spoken or counted) and BACK_TO_ALL.fullmatch(found.string, max(self.last, 0), found.start()):
            lists = [self.numbered]
        if not kinds.get("subject") and not counted and self.done:
            lists = [self.done]  # 分别完成1万元、2万元，执行率分别为90%、95%
        likely = lists[0] if len(lists) == 1 and len(lists[0]) > 1 else []
        numbers = ROW_OF_NUMBERS.match(found.string, found.end()) if likely else None
        count = len(re.findall(PRINTED, numbers[1])) if numbers else 0
        if likely is self.numbered and count < len(likely):
            likely = likely[self.parts_at :]  # A 3万元，其中B 1万元、C 2万元，分别减少: without the whole
        self.waiting = [*likely] if count == len(likely) > 1 else []
        if self.waiting and self.waiting[0][0] in GOES_ON_WITH:
            self.done = [*self.waiting]
        return bool(self.waiting)

    def going_on(self, text: str, start: int) -> list[tuple[str, Any]]:
        """分别减少5.84万元和1.45万元，下降19.0%和3.8%: the things of the list that ended right before, if as many percentages
        begin here."""
        behind = ROW_OF_NUMBERS.match(text, start)
        numbers = behind[1].count("%") if behind and text[self.ended] in "，,(" else 0
        same = numbers == len(self.done) > 1 and PERCENT_WORDS.fullmatch(text, self.ended, start)
        return [*self.done] if same else []

    def give(self, state: SentenceState, text: str, start: int) -> None:
        """Before a number: open again what was open, and what it belongs to, as long as the list goes on."""
        if self.until >= 0 and not re.fullmatch(f"{LIST_SIGN}+", text[self.until : start]):
            self.forget(half_sentence=False)
        if not self.waiting and self.ended == self.last >= 0:
            self.waiting = self.going_on(text, start)
        if not self.waiting:
            return
        self.opened = self.opened or {name: getattr(state, name) for name in KEPT_OPEN}
        kind, value = self.waiting.pop(0)
        for name, kept in (self.opened | {kind: value}).items():
            setattr(state, name, kept)
        state.named_here = state.named_in_clause = True
        state.residue.clear()

    def given(self, until: int) -> None:
        """The number was read; a list of names that no 分别 follows ends with it."""
        named = [one for one in self.spoken if one[0] == "subject"]
        self.numbered += named[-1:]  # 基本支出中人员经费3万元、公用经费2万元，分别超…: each that has one
        self.last, self.ended = until, until if self.opened and not self.waiting else -1
        if not self.waiting and (self.spoken or self.opened or self.until >= 0):
            self.forget(half_sentence=False)
        elif self.opened:
            self.until = until
