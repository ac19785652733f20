"""Amounts of a part of what was named: of pieces that were bought, of what some of the money was used for."""

import re

from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.piece_words import PIECE_UNITS

# 分析仪1台（32.5万元）, 参展1批4人（6.25万元）, 洗扫车12辆（64万元/辆）768万元, 垃圾车12辆（每辆17万元），计204万元,
# 摄像机55台，计41万元
BEHIND_PIECES = re.compile(
    f"\\d(?:[{PIECE_UNITS}]|(?:[人名]|[个项家](?!项目)[一-龥]{{1,6}})(?=\\())"
    "(?:\\(|[，,](?:[合总])?计|\\([^()]*元[^()]*\\)[，,]?(?:[共合总]?计|共)?(?:支出)?\\(?)$"
)
# 接待12批85人（0.94万元）, 保有公务用车4辆（6.12万元）: all that there were, and no part of them.
ALL_THERE_WERE = re.compile("(?:接待|保有|现有|实有)[^，,。;]{0,12}$")
OF_THINGS = re.compile("等[^，,。;\\d()]{1,8}\\((?:[共合总]?计)?$")  # 应急灯、铁锹等物资（合计1.86万元）
USED_FOR = re.compile("[万亿]?元?用于")
PIECES_BACK = 40  # characters


def is_part_bought(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """政府采购预算46.5万元，拟购置分析仪1台（32.5万元）; 其中：31.20万元用于…: of some pieces or one purpose, and less than a
    figure that was printed before."""
    scene, number = weighed.scene, one.at.number
    text, begin = scene.text, max(0, number.start - PIECES_BACK)
    less = all(number.value < abs(each.value) for each in one.expected)
    things = OF_THINGS.search(text, begin, number.start)
    if things and not scene.named_between(things.start(), number.start):
        return less
    of_purpose = USED_FOR.match(text, number.end) and "其中" in text[: number.start]
    if of_purpose and text.startswith("其中"):
        return less  # of what the sentence before it says
    pieces = BEHIND_PIECES.search(text, begin, number.start)
    if not (of_purpose or (pieces and not ALL_THERE_WERE.search(text, begin, pieces.start()))):
        return False
    return any(number.value < each.value and weighed.net.is_cell(each) for each in scene.numbers_before(one.at))
