"""Words that turn from the figures to another time, party or measure: at once, or to the end of their half-sentence."""

import re

from evaluations.claims.reading.prose_words import PROSE_WORDS
from evaluations.claims.words.signed_words import SignedWords, WordPattern

FAR_KINDS, NEAR_KINDS = ("part_year", "other_time", "party", "per_unit"), ("norm", "score")
# Another basis of counting, a plan, a part, an aim, what somebody else gave: what follows is about none of the figures.
OTHER_BASES = "同口径|剔除|扣除|不含|不考虑|预计|拟|每生"
OTHER_SENSES = (
    "目标|标准值|指标值|考核值|含|包括|(?<!预算)口径|(?<!经)计算(?!得|出|本|我|结果)|测算|由[^，,。;]{1,8}(?:拨付|下达|补助)|"
    "上级|争取|承接|调剂"
)
FAR_AWAY, NEAR_AWAY = (
    SignedWords([*(WordPattern(*word) for word in PROSE_WORDS if word[0] in kinds), WordPattern("more", more)])
    for kinds, more in ((FAR_KINDS, OTHER_BASES), (NEAR_KINDS, OTHER_SENSES))
)
# 人均2.01万元，控制率96%: a rate of the budget is none of one person.
TO_ONE_UNIT = re.compile(dict(PROSE_WORDS)["per_unit"])
RATE_OF_ALL = re.compile("(?:控制|执行|完成|支付|支出|使用)率[为是达到:]*$")
