"""Words that say what money is for: 用于保障机关正常运转的基本支出. They name no other thing."""

import re

from evaluations.claims.words.quick_patterns import quick_pattern

REACH = 120  # characters that are looked at
PURPOSE = re.compile(r"(?:用于|用来|为了?保障)[^\d。；;]*的$")
PURPOSE_SPENT = re.compile(r"用于[^\d。；;]*的(?:日常|各项|经费|相关)*(?:支出|经费|资金)(?:共|共计|合计|为)?$")
SPENT_ON = re.compile(
    "[，,]?(?:主要|专项|专门|重点|统筹)?(?:用于|上缴|购[买置]|建设|开展|支持|实施|补助|奖励|慰问|改造|维修|资助|采购|聘请)"
)
NOT_SPENT = quick_pattern(
    "(?:资金|尾款|指标)?(?:尚|还)?(?:暂)?未(?:能)?(?:执行|支付|使用|拨付|完成|支出|列支|到位|下达)|(?:结转|收回|退回)"
)


def says_purpose(text: str, sentence_start: int, end: int) -> bool:
    """Whether the words that end there, before a name, say what the thing is for."""
    return bool(PURPOSE.search(text[max(sentence_start, end - REACH) : end]))


def spends_on_purpose(text: str, sentence_start: int, end: int) -> bool:
    """2.项目支出情况。用于粮食储备等专项工作的经费支出: whether so much is said before a number that begins there."""
    return bool(PURPOSE_SPENT.search(text[max(sentence_start, end - REACH) : end]))
