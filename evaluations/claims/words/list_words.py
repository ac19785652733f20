"""What opens a list of parts, and what says that some of a thing is left out, as patterns of the words before a number."""

import re

# 三公经费7.64万元，全部为公务用车运行维护费，为预算9万元的84.89%: what all of it is; the sentence goes on about the whole.
ALL_OF_IT = ("全部为", "全部是", "全为", "均为", "均是", "全部用于")
ITS_AMOUNT = re.compile("(?:经费|费用|费|支出)*[为共]?\\d")
OPENS_LIST = re.compile("[，,；;]?(?:其中|包括|构成|分别[是为]|由(?!于))|[:：]$")
# 剔除防疫经费12万元: the amount that follows is what is left out; 不含 leaves it out of what is counted from the beginning.
TAKEN_OUT = "剔除|扣除|除去|扣掉|刨去|刨除|减去"
LEAVES_OUT = re.compile(f"(?:{TAKEN_OUT}|去掉|剔去|抛开|不含|不算|不计)[^，,。；;\\d等]{{0,20}}$")
# Of what is summed up, or told one by one.
COUNT_WORDS = dict(zip("二两三四五2345", (2, 2, 3, 4, 5, 2, 3, 4, 5), strict=True))


def is_all_of_it(text: str, start: int, end: int) -> bool:
    """Whether a name between two places says only what all of an amount is; 均为公用经费142.66万元 has an amount of its own."""
    return text.endswith(ALL_OF_IT, 0, start) and ITS_AMOUNT.match(text, end) is None
