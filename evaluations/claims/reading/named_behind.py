"""The thing that an amount is of where its name stands behind it: 与年初预算4615.20万元相比，总支出减少…"""

import re

from evaluations.claims.claim_nouns import UNKNOWN_THING, ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.reading.prose_reading import ProseReading

TOTAL_BEHIND = re.compile("(?:相比|比较|相较)[，,](?:本年度?|全年)?总?(支出|收入)(?=[增减下上多少]|总额|合计)")
# 与年初预算2639.60万元相比，基本支出增加…: what the amount is of stands behind it.
NAMED_BEHIND = re.compile(
    "(?:相比|比较|相较)[，,](?!本年|全年|实际|决算|总|支出|收入)[^，,。；;\\d]{2,10}?(?:费|支出|收入|采购|资金|拨款)"
)


def turn_to_named_behind(reading: ProseReading, number: PrintedNumber) -> None:
    """与年初预算4615.20万元相比，总支出减少…: the amount is of what is named behind it, if nothing was before."""
    state, text = reading.state, reading.prose.text
    if state.named_in_sentence:
        return  # 项目支出1744.27万元，与年初预算1985万元相比，支出减少…
    if behind := TOTAL_BEHIND.match(text, number.until):
        state.subject, state.led = ClaimSubject(SubjectKind.DEPARTMENT, (behind[1],), behind[1]), True
    elif NAMED_BEHIND.match(text, number.until):
        state.subject = UNKNOWN_THING
