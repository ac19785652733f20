"""The words between numbers that bind each other, as patterns."""

import re

from evaluations.claims.words.change_words import ChangeKind, WordUse, change_words

FALLING_WORDS = change_words(WordUse.BIND, ChangeKind.FALL, ChangeKind.SAVED)
RISING_WORDS = change_words(WordUse.BIND, ChangeKind.RISE, ChangeKind.OVERSPENT)
TURN_SIGNS = "".join(sorted({word[0] for word in f"{FALLING_WORDS}|{RISING_WORDS}".split("|")}))
WHEN = "(?:20\\d\\d年度?|上年度?|去年|上一年度?|本年度?|今年|当年)"
OF_WHAT = (
    "(?:同口径|年初|年终|全年|调整后?|部门|财政拨款|实际|累计|支出|收入|预算|决算|执行|完成|批复|安排|同期|数|额|的)*"
)
LEADS = "[，,;]?(?:但|而|却|也|又|还|并|反而?|本身|均|都|总体)*"
AGAINST_WORDS = f"(?:同比|比|较|与|同|跟|和|按照?|相比|相较)(?:于)?{WHEN}?{OF_WHAT}"
TURN = f"(?:同比|实际|净|略|共|略有|有所|总体|反而?|小幅|大幅|进一步)*(?:(?P<fall>{FALLING_WORDS})|(?P<rise>{RISING_WORDS}))"
# 比上年, ，上年: what a number was; behind anything, and right behind the number that it is now. A bare 和 goes on listing.
BASE_WORDS, BASE_OF_ANY = (
    re.compile(f"(?![和与跟同]$){LEADS}{AGAINST_WORDS}|[，,;(]而?{WHEN}{OF_WHAT}(?:为|是)?"),
    re.compile(f"{AGAINST_WORDS}$"),
)
COMPARED_WORDS = re.compile(f"{LEADS}{AGAINST_WORDS}")
FROM_WORDS = re.compile("(?:由|从)(?:上年|去年|20\\d\\d年)?(?:度|的)*$")
TO_WORDS = re.compile(
    f"[，,]?(?:进一步|大幅|逐步|直接)?(?:{change_words(WordUse.TO)})?(?:到|至|为)(?:本年|今年|20\\d\\d年)?(?:度|的)*"
)
# Before a number that is itself what something changed by, or a part of something.
NO_LEVEL = re.compile(f"(?:{FALLING_WORDS}|{RISING_WORDS}|差[值额]?|相差)[了为约是]*$|占[^，,]*$")
OF_WHOLE = re.compile("其中[^，,]*$")  # nobody knows whether what follows is said of the part or of the whole before it
CHANGE_WORDS = re.compile(  # most words before a number have no sign of turning
    f"(?=[^{TURN_SIGNS}]*[{TURN_SIGNS}]){LEADS}(?:(?:{AGAINST_WORDS})?(?:相比|比较|相较|对比|计算|来算)?[，,]?(?:收入|支出|总额|经费)?)?{TURN}(?:支出|收入|安排|开支|经费|资金|预算|额|金额|数|了|为|:)*"
)
PERCENT_WORDS = re.compile(
    f"[，,、(;]?(?:即|也就是|同比|实际)*(?:(?:{FALLING_WORDS}|{RISING_WORDS}|{change_words(WordUse.PERCENT)})(?:了|率|幅度?|比例|额|为|约|达|:)*)?"
)
QUOTA_WORDS = re.compile(
    f"{LEADS}(?:仅|只)?(?:占|完成|为|是|达到?|相当于)(?:了)?{WHEN}?{OF_WHAT}(?:预算|决算){OF_WHAT}"
)
PLANNED_WORDS = re.compile(f"(?:预算|安排){OF_WHAT}(?:为|是|共|:)*$")
SPENT_WORDS = re.compile(
    f"[，,;](?:{WHEN}|全年|年终|实际|已|共)*(?:支出|使用|决算|执行|完成|支付|列支)(?:决算|支出|数|额|了|为)*"
)
DONE_WORDS = re.compile(
    "[，,(;](?:预算|支出|资金)?(?:执行率|完成率|支付率|完成|执行)(?:了|为|达到?|:)*(?:年初|全年)?(?:预算的)?"
)
# 全年预算数2.30万元，决算数1.98万元，预决算差异率-13.91%; 支出2.05万元，年初预算为2万元，差值为0.05万元
DIFFERENCE_RATE = re.compile(
    "[，,、;(](?:预决算|收支|决算)?(?:的)?(?:差异|变动|增减|偏离|偏差)(?:率|度|幅度|比例)(?:为|达|:)?-?"
)
DIFFERENCE_WORDS = re.compile("[，,、;(](?:两者|二者|预决算)?(?:差[值额异距]|相差|相差额)(?:为|是|达|:)?")
POSTS_WORDS, STAFF_WORDS = (
    re.compile("编制(?:人?数|总数)?(?:为|共|:)*$"),
    re.compile(
        "[，,、;](?:现有|实有|年末|年底|期末|目前|实际)*(?:在职|在编|在岗|实有)(?:人员|人数|职工|干部职工)?(?:为|共)?"
    ),
)
VACANT_WORDS = re.compile("[，,、;(](?:尚|还)?[空缺]编(?:人?数)?(?:为|共)?")
STAFF_RATE = re.compile("[，,、;(](?:在职)?(?:人员)?(?:控制率|在编率|编制使用率)(?:为|:)*")
INCOME_IN_ALL = re.compile("收入(?:预算|决算)?总(?:计|预算|决算)(?:为|共|:)*$")
SPENT_IN_ALL = re.compile("[，,、;和与](?:本年|部门|财政拨款)?支出(?:预算|决算)?总(?:计|预算|决算)(?:为|共|:)*")
BUDGET_BASIS = re.compile(f"预算|计划|{change_words(WordUse.BIND, ChangeKind.SAVED, ChangeKind.OVERSPENT)}")


def is_its_percentage(change: str, words: str) -> bool:
    """Whether the words before a percentage make it that of the amount of change before it; `change` are those before that.

    比预算节约10.64万元，同比下降3.15% says two things: the percentage is one of last year.
    """
    return PERCENT_WORDS.fullmatch(words) is not None and not ("同比" in words and BUDGET_BASIS.search(change))
