"""Words on the way to a number: those that only link, and those that name a thing which the form does not have."""

import re

from evaluations.claims.words.found_once import kept_of_short
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.claims.words.weighed_hints import without_adverbials

# Words that are no part of another thing's name.
LINKING_WORDS = quick_pattern(
    "[两二三四五六七八九十\\d]{1,6}个项目|[两二三四]项(?:经费|支出|费用|资金)|截[至止]|年[底末]|花费|安排(?=支出|资金|预算)|实现|完成|形成|发生(?=支出)|决算|合计|共计|累计|全年|年共|本年|当年|实际|其中|分别|依次|全部|共|总|部门|单位|预算|项目(?=支出|资金|经费)|(?:支付|到位|使用|拨付|下达|支出|执行)(?=资金)|上一?年度?(?=支出|收入)|去年(?=支出|收入)|本|全"
)
FOREIGN_THING = re.compile(
    "[一-龥]{2}(?:费|经费|支出|资金|收入|款|税|补贴|补助|工程|项目|基金|贷款|投资|产值|奖金|津贴|成本|债|保险|公积金)|"
    "(?:收入|支出|收支)(?:[决预]算)?总计|总收支|公 *拨款"
)


@kept_of_short
def linked_words(words: str) -> str:
    """The words on the way to a number without those that only link or do not say whose it is."""
    return LINKING_WORDS.sub(" ", without_adverbials(words))


@kept_of_short
def names_foreign_thing(words: str) -> bool:
    """Whether words name something that the form does not have."""
    return FOREIGN_THING.search(words) is not None
