"""What words before a number hint at: a column, a year, a change; and words that do not say whose a number is."""

import re

from evaluations.claims.words.change_words import WordUse, change_words
from evaluations.claims.words.found_once import kept_of_short
from evaluations.claims.words.quick_patterns import quick_pattern

PURPOSE_ENDS = ("的", "等", "说明", "情况")
BUDGET = "(?<!公共)(?<!基金)(?<!经营)预算|安排|计划|批复|核定|控制数"
CHANGES = change_words(WordUse.HINT)
HINT_WORDS = quick_pattern(
    "(?P<added>(?:追加|调增)(?!后)|新增预算|增加预算)|"
    "(?P<adjusted>(?:调整|变更|追加|调增|调减)(?:后|为|至|到|成)(?:的)?(?:预算)?(?:总?数)?|(?:最终|全年(?:可用)?|调整)预算(?:总?数)?)|"
    r"(?P<begin>年初[^，,。；;\d]{0,6}(?:预算|安排|批复|下达|盘子)(?:总?数)?|预算批复数?|批复[^，,\d]{0,3}预算|盘子|年初数?(?=\d))|"
    f"(?P<share>占比|占|比重|份额)|(?P<turn>(?:{CHANGES}|增减)率)|"
    "(?P<rate>[一-龥]{0,2}率|进度|预算[^，,。；;]{0,4}的$|比例|完成[^，,。；;]{0,6}预算的?)|"
    r"(?P<last>上年度?|去年|上一年度?|20\d\d年)|"
    f"(?P<change>{CHANGES})|"
    "(?P<actual>决算|支出|执行|列支|开支|支付|使用|完成|花费|实际|拨付|兑付|用去|发放|实现|报销|付款|到账|成交|实支|实采|收到|到位|收入|(?:花|用)(?:了|掉)|花出)|"
    f"(?P<budget>{BUDGET})"
)
# 2022年度三公经费预算较2021年度决算增加: what was planned, held against what was spent.
BALANCE_WORD = re.compile("结[转余]")
PLAN_AGAINST_SPENT = re.compile(
    "预算数?[较比与同](?:上年|去年|上一年|20\\d\\d年)度?(?:的|实际)*(?:决算|支出|执行)数?[^，,。；;]{0,4}[增减下上降升]"
)
TO_VALUE = re.compile(f"(?:{change_words(WordUse.HINT | WordUse.TO)})(?:到|至|为)$")
# 经镇人大主席团会议同意, 因上级政策调整: what does not say whose a number is.
RULING, REASONS, BALANCED = "批准|同意|审议|研究|决定|通过|要求|文件|精神|通知", "等(?:原因|因素)", "收支相抵"
STAFF_OFFICE, BUYING = "编委|编办|机构编制委员会", "采购(?:平台|方式|程序)"
ADVERBIAL_SIGN = re.compile(f"{RULING}|{REASONS}|{BALANCED}|{STAFF_OFFICE}|{BUYING}")  # one of them is in each
ADVERBIAL_PHRASE = re.compile(
    f"(?:经|根据|按照?|依据|因|为)[一-龥]{{2,18}}?(?:{RULING})|"
    f"(?:由于|因)?[一-龥、]{{2,30}}{REASONS}|{BALANCED}(?:后|加上)?|[县市区]?委?(?:{STAFF_OFFICE})(?:办公室|办)?(?=核定|批)|(?:政府)?{BUYING}"
)
NEUTRAL_WORDS = quick_pattern(
    "其中|分别|依次|共计|合计|总计|累计|全部|部门|单位|资金|金额|经费|费用|本年|当年|全年|今年|年度|年末|年底|年终|为|是|的|了|由|将|则|已|共|总|"
    "数|额|达到|达|计|约|仅|只|均|各|及|和|与|较|比|同|同比|相比|实际|有|从|到|至|在|于|中|内|后|此|该|也|但|仍|虽|并|年|度|财政(?:拨款|补助)?|一般公共预算|一般公共|"
    "人员|名|人|个|实有|相当于|控制在|幅|率|元|万|部分|方面|反而|反(?=[多少])|合起来|相加|两块|三块|我们|一项|就|加起来|拿|来比较|数字|字|综合|整体|二者|两者|三者|两项|三项|[我全本](?:[局镇乡校院馆会站队园场部办委社]|中心|街道|支队|大队|单位)|全县|以上|上述|前述|再加?|加上|减去|组织|开展|发生|产生|长期|另|保障|实施|办理|进行|推进|执行|完成|汇总|现|在岗|在册|规模|一年(?:下来|到头)|陆续|先后|通过|一共|又|跟|医院|学校|来源于?|来自|费|包括|包含|(?<=算)公开"
)


@kept_of_short
def hints_in(words: str) -> tuple[tuple[str, str], ...]:
    """(kind, word) of each hint, in their order; what turns is a change."""
    found = ((one.lastgroup or "", one[0]) for one in HINT_WORDS.finditer(words))
    return tuple(("change" if kind == "turn" else kind, word) for kind, word in found)


def without_adverbials(words: str) -> str:
    """Words without what does not say whose a number is."""
    return ADVERBIAL_PHRASE.sub("", words) if ADVERBIAL_SIGN.search(words) else words


def without_purpose(words: str) -> str:
    """Words without a last clause that only describes what is named behind it: 用于道路硬化的, 支出情况."""
    clause = max(words.rfind(sign) for sign in "，,。；;") + 1
    return words[:clause] if words.endswith(PURPOSE_ENDS) else words


@kept_of_short
def unknown_signs(words: str) -> int:
    """How many Chinese signs are left of some words without hints and words that name nothing."""
    rest = NEUTRAL_WORDS.sub("", HINT_WORDS.sub("", words))
    return sum("一" <= sign <= "龥" for sign in rest)
