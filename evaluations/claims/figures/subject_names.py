"""The names under which running text speaks of a form's rows and rates: derived from their labels by grammar.

A row is known by its label and aliases, and by the official synonyms of what it is; 费, 经费, 支出, 金额 and the like may
follow every name (NAME_TAIL). Names come out as patterns over plain prose (plain_prose.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from evaluations.claims.claim_nouns import ColumnWord
from evaluations.claims.words.plain_prose import plain_prose
from evaluations.schemes.scheme import ScoringScheme

RATE_KIND = (
    r"(?:控制率|执行率|完成率|变动率|增减率|到位率|满意度|满意率|(?:支付|支出|使用|拨付|兑付)率|(?:执行|支出|支付)进度)"
)
OFFICIAL_CAR = "(?:公务用车|公务车辆?|公车)"
AND = "(?:及|和|与|、|以及)"
AT_START = "(?:(?<![一-龥])|(?<=年)|(?<=年度)|(?<=单位))"  # of a name: nothing narrows it
RUNNING = "(?:运行维护|运行(?:及|和)?维护|运行|维护|运维)"
AMOUNT = r"\d[\d.,]*[万亿]?元"
FUND_NAMES = ("一般公共预算", "政府性基金")
OF_FUNDS = r"(?=收入|支出|预算|决算|执行|全年|年初|安排|完成|占|为|[增减比较]|\d)"
# 追加520万元，调减100万元: the form asks for what is left.
NOT_CUT_TOO = "(?![^。;；]{0,20}(?:调减|追减|核减|收回|净追加))"
# What an official label speaks of → how official prose calls the same thing.
SYNONYMS = (
    (
        rf"{OFFICIAL_CAR}购置费?{AND}",
        rf"{OFFICIAL_CAR}购置费?{AND}(?:{OFFICIAL_CAR})?{RUNNING}|{OFFICIAL_CAR}{RUNNING}费?{AND}(?:{OFFICIAL_CAR})?购置",
    ),
    (rf"{OFFICIAL_CAR}购置(?!费?{AND})", rf"{OFFICIAL_CAR}购置(?!费?{AND}(?:{OFFICIAL_CAR})?{RUNNING})"),
    (rf"^{OFFICIAL_CAR}{RUNNING}", rf"(?:{OFFICIAL_CAR}|公务|{AT_START}车辆){RUNNING}"),
    ("出国", r"(?:因公)?出国(?:\(境\)|境)?(?=费|经费|支出|\d)|因公出国(?:\(境\)|境)?(?!团组|人次|团)"),
    ("^公务接待", "(?:国内)?公务接待(?!批次|人次|对象|管理|制度|任务|标准)|国内接待(?=费|经费|支出)"),
    ("^三公", "三公(?=经费|支出|预算|费用)"),
    ("^公用经费", rf"日?常?公用(?=经费|支出|{AMOUNT})"),
    ("^人员经费", rf"人员(?=经费|支出|{AMOUNT})"),
    ("^一般公共预算拨款", f"{FUND_NAMES[0]}(?:财政拨款|拨款|资金)?{OF_FUNDS}"),
    ("^政府性基金拨款", f"{FUND_NAMES[1]}(?:预算)?(?:财政拨款|拨款|资金)?{OF_FUNDS}"),
    ("^(?:支出合计|支出总)", "本年支出合计|支出合计|总支出|支出总额|部门整体支出|整体支出"),
    ("^(?:收入合计|收入总)", "本年收入合计|收入合计|总收入|收入总额|部门收入"),
    ("^年度资金总额", "年度资金总额|资金总额|部门整体支出|整体支出|本年支出合计|支出合计|总支出|支出总额"),
    ("^财政拨款收入", r"财政拨款(?:收入|(?=为|\d|共|[合小]计为?\d|预算\d|[增减]|到位|总额|决算(?!支出)))"),
    ("^项目支出", "(?:整个|全部|所有)?项目支出"),
    ("^政府采购", "采购(?=规模|总额)|政府采购(?!法|管理|制度|程序|流程|政策|目录|项目|信息|"
     "代理|平台|评审|备案|监督|内控|活动|工作|执行率|规定|要求|办法|条例|规范|有关|相关|各项|审批|手续|"
     "方式|行为|领域|业务|环节|需求|意向|验收|招标|招投标|专家|中心|岗|培训|事项|纪律|人员|"
     "[、和及与](?!三公|公务))"),
    ("^上年结转", "(?:上年|年初)结转(?:和结余|及结余|结余|资金)?"),
    ("^年末结", "年[末底](?:结转(?:和结余|及结余|结余)?|结余)(?:资金)?"),
    ("追加", rf"(?:本年|年中|全年|当年)?追加(?:预算|(?=\d)){NOT_CUT_TOO}|预算追加|预算调整(?=-?\d[\d.,]*[万亿]?元)"),
    ("^编制", r"行政(?:编制)?(?:及|和|、)?事业编制|教职工编制|教师编制|人员编制(?=数?(?:为|共)?\d)|"
     "编制(?!部门|委员会|办|说明|了|完成|年度|内部|预算|印发|费)"),
    ("在职", r"(?:在职)?在编(?:在职|教职工|干部职工|职工|教师|人员|人数)?(?=共|为|\d)|"
     "在职(?:在编)?(?:人员|人数|干部职工|教职工|职工)?(?!党员|人员培训|培训)|(?:在编在岗|在岗在编)(?:人员|干部职工|教职工|职工)?"),
    ("^编外", "编外(?:聘用|用工)?(?:人员|人数)?|(?:临聘|临时聘用|外聘)(?:人员)?(?=\\d)"),
    ("^离退休", "离退休(?:人员|人数|干部|职工|教职工|教师)?"),
)  # fmt: skip
COMING_OR_GOING = "招[录聘]|调[入出]|新增|辞职|减少|病故|去世"  # not 退休1人 of those who left
# What is left of a name where its thing was spoken of: 公务用车购置费0万元，运行维护费2.2万元.
# Each with what the text before it must be like; "" for any.
BESIDE_STAFF = (
    rf"^(?!.*(?:离休|{COMING_OR_GOING}))"
    r".*(?:在职|在编|编制|实有)[^\d。]{0,10}"
    r"[\d一二三四五六七八九十百]+[人名个](?:[^。]*[\d一二三四五六七八九十][人名个%])?\)?[、，；;](?:另有|另)?$"
)
BESIDE_RETIRED = (  # 离退休72人，聘用36人; 退休65人 behind it is a part of them
    rf"^(?!.*(?:离休|{COMING_OR_GOING}))" r"(?:另有?)?离退休[^\d。]{0,6}\d+[人名][、，；;](?:另有|另)?$"
)
NO_OTHER_HANDS = r"^(?!.*(?:(?:派遣|临聘)(?:人员)?\d|(?:机关|本级)(?:在职|实有|在编)))"  # of whom 聘用24人 is one kind
# 总支出中，用于人员的…; not of what was added or is left, or given for one thing.
OF_ALL_SPENT = (
    "^(?!.*(?:追加|结转|结余|专款|专项|上级|补助)).*(?:总支出|支出总[额计]|支出合计|(?:本年|全年|年度|实际)支出)"
)
# 实有45人，其中在职40人、临聘5人; 在岗45人（含编外5人）: all who work there, and no row of the form.
OF_ALL_KINDS = r"(?!为?\d+[人名]?(?:[^。；;]{0,24}(?:其中|包括|含|在职|在编)|\([^)]{0,24}(?:编外|临聘|聘用)|。其中))"
NO_STAFF_YET = "^(?!.*(?:在职|在编)[^。]*\\d)"  # 在职40人，在岗38人: without those who are away
RECEPTION_NEARBY = "三公|公务|公车|出国"
OF_CAR = "(?:公务|机要)用?车|公车|三公|公务接待"
SHORT_NAMES = {
    rf"^{OFFICIAL_CAR}购置(?!费?{AND})": (
        rf"(?:车辆|用车)?购置(?=费|经费|支出)(?!费?{AND}(?:{OFFICIAL_CAR}|车辆)?{RUNNING})|购车(?=费|经费|支出)",
        OF_CAR,
    ),
    rf"^{OFFICIAL_CAR}{RUNNING}": (rf"(?<!单位)(?<!部门)(?:车辆|用车)?{RUNNING}(?=费|经费|支出|\d)", OF_CAR),
    "^公务接待": (r"接待(?=费|经费|支出)", RECEPTION_NEARBY),
    "^政府采购": ("采购(?=预算|金额|支出)", "政府采购"),
    "^项目支出": (
        r"项目(?=经费(?:支出|预算|决算|执行|实际|完成|为|\d)|(?:年初|支出)?预算(?:安排|数|资金)?[为的]?\d)",
        "",
    ),
    "^人员经费": (r"(?<=用于)人员(?=的\d)", OF_ALL_SPENT),
    "^公用经费": (r"(?<=用于)(?:日常)?公用(?=的\d)", OF_ALL_SPENT),
    "^项目支出(?!率)": (r"(?<=用于)项目(?=的\d)", OF_ALL_SPENT),
    "^项目支出(?!执)": (
        r"专项(?=经费|支出)",
        r"人员(?:经费|支出)[\d.,万元]*[、，]公用(?:经费|支出)[\d.,万元]*[、，和及]$",
    ),
    "在职": (
        "(?:实际)?在岗(?:人员|人数|职工|干部职工|教职工|教师)?(?=\\d)"
        f"{OF_ALL_KINDS}|实有(?:人数|人员|(?=\\d)){OF_ALL_KINDS}",
        NO_STAFF_YET,
    ),
    "^编外": (
        r"(?:劳务派遣[及和与、])?聘用(?:人员|教师|教职工|职工)?(?=\d)",
        f"{NO_OTHER_HANDS}(?:{BESIDE_STAFF}|{BESIDE_RETIRED})",
    ),
    "^离退休": (r"退休(?:人员|人数|干部|职工|教职工|教师)?(?=共|为|\d)", BESIDE_STAFF),
}
NAME_TAIL = (
    r"(?:经费|费用|费)?(?:财政拨款|(?:一般)?公共预算(?:财政)?拨款)?(?P<spent>支出)?(?:总额|金额|合计|总数|人数)?"
    r"(?:\([^()\d]{0,10}(?:为准|口径|下同)\))*"
)
# Wider or narrower than what the form asks: no row of it.
OTHER_SCOPES = (
    "一般公共预算财政拨款收入|一般公共预算财政拨款支出|一般公共预算(?:收入|支出)|财政拨款收支?总计|财政拨款支出|"
    "(?:收入|支出|收支|收入[、和]支出|财政拨款收[、/]?支)(?:[决预]算)?总计|(?:收|支)总计|财政拨款收入支出总计|政府性基金(?:预算)?(?:财政拨款)?(?:收入|支出)?|"
    "国有资本经营预算(?:财政拨款)?(?:收入|支出)?|机关运行经费(?:(?:一般公共预算)?财政拨款)?(?:支出)?|"
    "一般公共预算(?:财政拨款|拨款|资金)?|政府性基金(?:预算)?(?:财政拨款|拨款|资金)?|国有资本经营预算(?:财政拨款)?"
)
OTHER_RATE_NAMES = {
    "在职人员控制率": ("人员控制率", "编制使用率", "编制控制率", "在编率"),
    "预算控制率": ("(?:预算)?(?:调整|追加|调增)(?:率|比例|幅度)",),
}
SATISFIED = "满意度"
COLUMN_LABELS = re.compile(r"(?:年初|调整后?|全年)预算数?")
SHORTEST, SHORT_STEM = 2, 4  # 运行维护 alone may be anything, 运行维护专项 is the row
MOST_LABELS = 8_192  # those of all forms


@dataclass(frozen=True)
class SubjectName:
    """A pattern of running text, and the rows or rates it may mean."""

    pattern: str
    codes: tuple[str, ...]
    is_rate: bool = False
    alone: bool = False
    first: bool = False  # counts only where its sentence has no number before it
    within: str | None = None  # of what is left of a name: a pattern that the text right before it must have


@dataclass(frozen=True)
class ColumnOfForm:
    """One cell of a row: the figure, what kind of column it stands in, whether that is last year's."""

    figure: str
    kind: ColumnWord
    last_year: bool


@lru_cache(maxsize=MOST_LABELS)
def plain_label(text: str) -> str:
    """A label in the letters of plain prose: 因公出国(境)经费."""
    return plain_prose(re.sub(r"\{\w+\}年?度?", "", text)).text


@lru_cache(maxsize=32)
def row_names(scheme: ScoringScheme) -> tuple[SubjectName, ...]:
    """Every row of figures with its names; those of one pattern are one name with several rows."""
    found: dict[str, list[str]] = {}
    for table in scheme.tables:
        for row in table.rows:
            if row.code and not row.shown and not COLUMN_LABELS.fullmatch(plain_label(row.label)):
                for label in map(plain_label, (row.label, *row.aliases)):
                    for pattern in name_patterns(label):
                        found.setdefault(pattern, []).append(row.code)
                    for pattern in short_names(label):
                        found.setdefault(pattern, []).append(row.code)
    within = dict(SHORT_NAMES.values())
    single = {code for code, cells in form_cells(scheme).items() if len(cells) == 1}
    return tuple(
        SubjectName(
            pattern,
            tuple(dict.fromkeys(codes)),
            alone=single >= set(codes),
            within=within.get(pattern),
        )
        for pattern, codes in found.items()
    )


def name_patterns(label: str) -> list[str]:
    """The patterns of a label: of its synonyms, else itself with 费 and 合计 left to the tail."""
    fitting = [pattern for known, pattern in SYNONYMS if re.search(known, label)]
    bare = re.sub(r"(?:合计|总额|金额|数)?(?:\([^)]*\))?$", "", label)
    stem = re.sub(r"(?:经费|费用|费)$", "", bare)
    own = stem if len(stem) > SHORT_STEM else bare
    return fitting or ([re.escape(own)] if len(own) > SHORTEST else [])


def short_names(label: str) -> list[str]:
    """The patterns of what may be left of a label's name."""
    return [pattern for known, (pattern, _) in SHORT_NAMES.items() if re.search(known, label)]


@lru_cache(maxsize=32)
def rate_names(scheme: ScoringScheme) -> tuple[SubjectName, ...]:
    """Rates and indicators whose name says that they are one: …率, …度."""
    found: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    for code, ratio in scheme.ratios.items():
        for label in map(plain_label, (ratio.label, *ratio.aliases)):
            if re.search(rf"{RATE_KIND}$", label):
                found.setdefault(re.escape(label), []).append(code)
            for name in other_names_of_rate(label):
                found.setdefault(name, []).append(code)
            for pattern in satisfied_people(label):
                first.setdefault(pattern, []).append(code)
            if label.endswith(SATISFIED):  # 满意度 and 满意率 are one thing
                found.setdefault(f"{re.escape(label.removesuffix(SATISFIED))}满意率", []).append(code)
    return (
        *(SubjectName(pattern, tuple(dict.fromkeys(codes)), True) for pattern, codes in found.items()),
        *(SubjectName(one, tuple(codes), True, first=True) for one, codes in first.items() if one not in found),
    )


def other_names_of_rate(label: str) -> tuple[str, ...]:
    """Under which other names prose prints a rate of the form."""
    if label.startswith("政府采购"):
        return (re.escape(label.removeprefix("政府")),)
    return OTHER_RATE_NAMES.get(label, ())


def satisfied_people(label: str) -> list[str]:
    """社会公众或服务对象满意度 under the name of either; 群众 is 公众."""
    name = re.fullmatch(r"(.+)满意度", label)
    whose = re.split("或|和|及|、", name[1]) if name else []
    people = ["群众", "公众", "社会公众"] if any("公众" in one for one in whose) else []
    return [f"{re.escape(one)}满意[度率]" for one in dict.fromkeys((*whose, *people)) if f"{one}{SATISFIED}" != label]


@lru_cache(maxsize=32)
def form_cells(scheme: ScoringScheme) -> dict[str, tuple[ColumnOfForm, ...]]:
    """Row → its cells with the kind of their columns, from the columns' labels."""
    found: dict[str, list[ColumnOfForm]] = {}
    for table in scheme.tables:
        for row in (row for row in table.rows if row.code and not row.shown):
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell:
                    kind = column_kind(plain_label(column.label), column.code)
                    found.setdefault(row.code, []).append(ColumnOfForm(cell.figure, kind, column.last_year))
    return {code: tuple(cells) for code, cells in found.items()}


def column_kind(label: str, code: str) -> ColumnWord:
    """年初预算数 → begin, 全年预算数 → adjusted, 全年执行数 → actual."""
    if "年初" in label:
        return ColumnWord.BEGIN
    if "预算" in label:
        return ColumnWord.ADJUSTED if re.search("全年|调整", label) else ColumnWord.BUDGET
    if "到位" in label or code == "in_place":
        return ColumnWord.IN_PLACE
    return ColumnWord.ACTUAL


@lru_cache(maxsize=32)
def total_rows(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    """支出 and 收入 said of the whole department → the rows that hold it, with those of the whole budget."""
    labels = {
        row.code: plain_label(row.label) for table in scheme.tables for row in table.rows if row.code and not row.shown
    }
    spent = tuple(
        code for code, label in labels.items() if re.match("支出合计|支出总|年度资金总额|资金总额|预算总额", label)
    )
    income = tuple(code for code, label in labels.items() if re.match("收入合计|收入总", label))
    return {"支出": spent, "收入": income}


@lru_cache(maxsize=32)
def total_codes(scheme: ScoringScheme) -> frozenset[str]:
    """The rows of all that is spent or comes in."""
    return frozenset(code for codes in total_rows(scheme).values() for code in codes)


@lru_cache(maxsize=32)
def budget_rows(scheme: ScoringScheme) -> dict[ColumnWord, tuple[str, ...]]:
    """Rows that are columns by name: 年初预算数, 调整后预算数 of the whole department."""
    found: dict[ColumnWord, list[str]] = {}
    for table in scheme.tables:
        for row in table.rows:
            label = plain_label(row.label)
            if row.code and not row.shown and COLUMN_LABELS.fullmatch(label):
                found.setdefault(column_kind(label, row.code), []).append(row.code)
    return {kind: tuple(codes) for kind, codes in found.items()}


@lru_cache(maxsize=32)
def whole_budgets(scheme: ScoringScheme) -> frozenset[str]:
    """The figures of the rows that hold a budget of the whole department."""
    rows = (code for codes in budget_rows(scheme).values() for code in codes)
    return frozenset(cell.figure for code in rows for cell in form_cells(scheme)[code])
