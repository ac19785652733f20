"""Words that speak of another unit than the department, or of all that belongs to it."""

import re

from evaluations.claims.words.what_we_are import end_of_own, says_what_we_are

LONGEST_OWN = 8  # signs at most of OWN_LEVEL and WITH_PARTS; an endless text is not looked through for its end
OWN_TOWN, WITH_PARTS = (
    re.compile("[全我本][镇乡](?!级)"),
    re.compile("(?:含|及|和|与|包括|及其|[\\d两二三四五六七八九十]+[个所家])$"),
)  # the town's own, or all that is in it
OWN_LEVEL, AVERAGE_RATE = (
    re.compile("政府本级$|(?<!乡)[镇乡]本级$"),
    re.compile("平均[^，,。;\\d]{0,4}率"),
)  # 镇政府本级, 平均执行率
OTHER_OFFICE = re.compile("中心|大队|支队|站|所|公司|分局|分院")
OTHER_UNIT_OF_PEOPLE = re.compile(
    f"(?<![一-龥])(?!全|我|本)[一-龥]{{2,14}}(?:{OTHER_OFFICE.pattern})(?:共|现)?(?=编制|核定|在职|在编|实有|现有|有|退休|聘用)"
)  # 公路养护中心编制58名，在职55名
WITH_ALL_PARTS = re.compile(
    "(?:本级)?[及和与](?:其)?(?:所属|下属|直属|下辖|[\\d一二三四五六七八九十两]+[个所家])"
)  # 局机关及所属事业单位
NO_OTHER_UNIT = re.compile("[一1](?:家|个(?:预算)?单位)")  # 只有本级一家
ALL_UNITS = re.compile(
    "(?:包括|包含)(?:(?!包括|包含)[^。;])*?单位[，,]"
)  # 部门决算包括局机关本级和养护中心等3个二级预算单位，核定编制…


def is_of_ours(found: re.Match[str], own: re.Pattern[str] | None) -> bool:
    """全镇, 镇政府本级, 平均执行率, 局机关及所属事业单位: whether words of a party mean the department, or all that is in it, or
    only say what it is. `own`: its names."""
    text, (start, end) = found.string, found.span()
    return bool(
        OWN_TOWN.match(found[0])
        or OWN_LEVEL.search(text, max(0, end - LONGEST_OWN), end)
        or AVERAGE_RATE.match(text, start)
        or NO_OTHER_UNIT.match(text, end)
        or WITH_PARTS.search(text, max(0, start - LONGEST_OWN), start)
        or WITH_ALL_PARTS.match(text, end)
        or says_what_we_are(text, end_of_own(text, start, own), start)
    )
