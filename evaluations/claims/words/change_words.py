"""The words of change: one table of what each says, how it must stand, and who asks for it.

Every pattern that tells a rise, a fall, a saving or an adjustment is made of this table; a new word is one row here.
"""

from enum import Enum, Flag, auto
from functools import lru_cache
from typing import NamedTuple


class ChangeKind(Enum):
    """What a word says of the number behind it. OVERSPENT and SAVED are held against the budget unless a year is named."""

    RISE = auto()
    FALL = auto()
    OVERSPENT = auto()
    SAVED = auto()
    EITHER = auto()


class WordUse(Flag):
    """Who asks for a word."""

    READ = auto()  # by the reader, word by word: a change
    HINT = auto()  # by the second reading: one among the words before a number
    BIND = auto()  # between numbers that bind each other
    PERCENT = auto()  # before the percentage of a change that stands before it
    TO = auto()  # with 到, 至, 为 behind it: what something became
    READ_TO = auto()  # the same for the reader
    NUMBER_TO = auto()  # the same for the reader, only where a digit follows
    CHOICE = auto()  # one of the two words that a template leaves to choose from
    ADJUST = auto()  # what was done to a budget within the year


class ChangeWords(NamedTuple):
    """Words that stand alike: what must be `before` and `behind` them (parts of a pattern that take nothing)."""

    words: str
    kind: ChangeKind
    uses: WordUse
    behind: str = ""
    before: str = ""


RISE, FALL, OVERSPENT, SAVED, EITHER = ChangeKind
READ, HINT, BIND, PERCENT, TO, READ_TO, NUMBER_TO, CHOICE, ADJUST = WordUse
NOTED = READ | HINT
TURNED = TO | READ_TO
DIGIT = r"(?=\d)"
CHANGE_TABLE = (
    ChangeWords("增加 增长 上升 提高", RISE, NOTED | BIND | TURNED | CHOICE),
    ChangeWords("增", RISE, HINT | BIND | TURNED),
    ChangeWords("增", RISE, READ, DIGIT, "(?<=[净略])"),
    ChangeWords("升", RISE, HINT | BIND | TO | NUMBER_TO),
    ChangeWords("上涨", RISE, NOTED | TO | NUMBER_TO),
    ChangeWords("扩大", RISE, HINT | TO | NUMBER_TO),
    ChangeWords("涨", RISE, HINT | TO),
    ChangeWords("增支", RISE, READ | BIND),
    ChangeWords("增收 多安排 多采购 多完成", RISE, READ),
    ChangeWords("增幅 升幅", RISE, READ | PERCENT),
    ChangeWords("涨幅", RISE, READ),
    ChangeWords("多收 多用 多花 高出", RISE, NOTED),
    ChangeWords("多", RISE, NOTED | BIND),
    ChangeWords("高", RISE, READ, DIGIT),
    ChangeWords("高", RISE, HINT, "(?!达)"),
    ChangeWords("高于 超过", RISE, HINT),
    ChangeWords("减少 下降 降低 压减", FALL, NOTED | BIND | TURNED | CHOICE),
    ChangeWords("压缩", FALL, NOTED | BIND | TURNED),
    ChangeWords("降", FALL, HINT | BIND | TURNED),
    ChangeWords("降", FALL, READ, DIGIT, "(?<=略)"),
    ChangeWords("减", FALL, HINT | BIND | TURNED),
    ChangeWords("压", FALL, HINT | TO | NUMBER_TO),
    ChangeWords("缩减", FALL, READ | BIND | TO | NUMBER_TO),
    ChangeWords("回落", FALL, NOTED | TO | NUMBER_TO),
    ChangeWords("压降 削减 减收 少安排 少采购 少完成", FALL, READ),
    ChangeWords("下滑 少收 少花", FALL, NOTED),
    ChangeWords("减支", FALL, READ | BIND),
    ChangeWords("降幅 减幅", FALL, READ | PERCENT),
    ChangeWords("少 少支 少用", FALL, NOTED | BIND),
    ChangeWords("低", FALL, READ, DIGIT),
    ChangeWords("低 低于 缩小 省 省下", FALL, HINT),
    ChangeWords("多支 超出 超支", OVERSPENT, NOTED | BIND),
    ChangeWords("多支出 超收", OVERSPENT, READ),
    ChangeWords("多出", OVERSPENT, READ, DIGIT),
    ChangeWords("超", OVERSPENT, READ, DIGIT),
    ChangeWords("超", OVERSPENT, HINT | BIND),
    ChangeWords("节约 节省 节支 节余", SAVED, NOTED | BIND),
    ChangeWords("结余 剩余", SAVED, NOTED),
    ChangeWords("少支出 短收", SAVED, READ),
    ChangeWords("尚余 还余 余", SAVED, READ, DIGIT, "(?<!其)"),
    ChangeWords("尚余 还余 剩 剩下 未支付 未执行 未使用", SAVED, HINT),
    ChangeWords("变动 变化", EITHER, HINT | PERCENT | TO | NUMBER_TO),
    ChangeWords("变", EITHER, TO | NUMBER_TO),
    ChangeWords("调", EITHER, TO | NUMBER_TO),
    ChangeWords("调整 调增 调减", EITHER, TO),
    ChangeWords("差额 差值 相差 差 幅度", EITHER, HINT),
    ChangeWords("追加 追增 调增 核增", RISE, ADJUST),
    ChangeWords("追减 调减 核减 收回", FALL, ADJUST),
)


@lru_cache(maxsize=64)
def change_words(use: WordUse, *kinds: ChangeKind) -> str:
    """The words of a use, and of some kinds if any are given, as alternatives of a pattern: none is hidden by a shorter one."""
    asked = [row for row in CHANGE_TABLE if use in row.uses and (not kinds or row.kind in kinds)]
    found = [(word, f"{row.before}{word}{row.behind}") for row in asked for word in row.words.split()]
    return "|".join(source for _, source in sorted(found, key=lambda one: -len(one[0])))


CUT_WORDS = change_words(ADJUST, FALL)
RISEN_WORDS, FALLEN_WORDS = (change_words(CHOICE, kind) for kind in (RISE, FALL))
TURNED_TO = f"(?:{change_words(TO)})(?:到|至|为)"
