"""The words of official prose that are no names: periods, parties, columns, relations; one pattern holds them all."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters

from evaluations.claims.figures.subject_names import FUND_NAMES, NAME_TAIL, OTHER_SCOPES, RATE_KIND, SubjectName
from evaluations.claims.words.change_words import FALLEN_WORDS, RISEN_WORDS, ChangeKind, WordUse, change_words
from evaluations.claims.words.piece_words import OF_EACH
from evaluations.claims.words.printed_numbers import NUMBER_PATTERN
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.claims.words.signed_words import SignedWords, WordPattern

YEAR = r"(?:20\d\d年(?:度|末|底)?|上年(?:度|末|底)?|上一年度?|去年(?:度|同期)?)"
LAST_THING = (
    r"(?:决算(?:数字?)?|预算(?:数字?)?|执行数|实际支出数?|实际支出|实际(?=数?\d)|"
    r"支出决算数?|支出预算数?|(?:实际)?列支数|同期(?:数|水平)?|年初预算数?|支出数?)?"
)
BUDGET_THING = (
    r"(?:(?:本年)?(?:年初|全年|调整后?|当年|年度|部门|批复|下达)?"
    "(?:支出)?预算(?:安排数|安排|数字|数|批复数|指标|支出|控制数)?|(?:采购|项目)预算数?)"
)
FALL = (
    r"(?:同比|实际|共|累计|下降率|降幅|净|略有?|有所|小幅|稍有?){0,5}"
    f"(?:{change_words(WordUse.READ, ChangeKind.FALL)})(?:率|额|幅度|数)?"
)
RISE = (
    r"(?:同比|实际|共|累计|净|略有?|有所|小幅|稍有?){0,5}"
    f"(?!(?<=成)多)(?:{change_words(WordUse.READ, ChangeKind.RISE)})(?:率|额|幅度|数)?"
)
OVERSPENT, SAVED = (
    change_words(WordUse.READ, ChangeKind.OVERSPENT),
    change_words(WordUse.READ, ChangeKind.SAVED),
)
CIRCLED = "".join(map(chr, range(0x2460, 0x2488)))  # ① to ⑳ and ⑴ to ⒇, each a word that begins by itself
UNSPENT = r"(?:尚|还)?未(?:能)?(?:完成|支付|使用|执行|支出|拨付|付|用完|列支)(?:的|部分|资金|金额|尾款)*(?=为?\d)"
LINK = "(?:了|为|达到?|约|:|=)?"
ACTUAL_WORD = (
    r"(?:全年|本年|当年)?(?:支出|收入)?决算(?:支出|收入|总额|数|额)?|实际(?:支出|收入|完成|执行|采购|使用|列支|发生|开支|支付|拨付|兑付)"
    r"(?:支出|收入)?(?:金额|数|额)?|(?:全年|当年)?执行(?:数|金额|(?=\d|为|合计|共计))|实际执行数|实支|实付|已支付|实际列支数?|实际数|实际(?=\d)"
)
OWN_RESULT = "(?:部门整体支出|整体支出)?(?:绩效)?(?:自评|自我评价)(?:结果|综合|总|的|最终|实际)*"
OTHER_UNIT = re.compile(
    "(?:站|所|局|中心|学校|中学|小学|幼儿园|医院|卫生院|公司|大队|支队|院|馆|厂|社区|村|镇|乡|街道|办事处|协会|委员会)的?$"
)
PROSE_WORDS = (
    ("hush", r"编制部门|县?编委办?|县?编办|机构编制委员会(?:办公室)?|"
             r"(?:不含|没有|无|未设)(?:下属|所属)(?:二级)?(?:预算)?(?:单位|机构)|"
             r"部门[决预]算公开(?=三公)|(?:以下)?[简统合]称|"
             r"全年?(?:12|十二)个月|\d{1,2}月\d{1,2}日|12月(?:底|末)?|[=(\[][^=。；;\n]{0,80}[×*]100%\)?(?=[=≈])|"
             r"(?<=满意[度率])(?:问卷)?(?:调查|测评|评价)?(?:结果|得分)|预算(?:完成|执行|编制|管理|公开|配置|收支)(?:总体)?(?:情况|工作|方面|过程)|"
             r"[两二三]项之和(?:即|就是)(?=[一-龥])|(?:下属|所属|下辖|直属)[一-龥]{0,10}(?:单位|机构|站|所)\d+[个家](?=[，,。；;、])|"
             r"(?<=[一-龥])[两二三四五2-5]个(?:专项|重点)?项目(?=[^，,。；;\d]{0,8}分别)|"
             r"(?:超支|节约|增加|减少|结余)的?部分(?=主要[^，,。；;\d]{1,14}(?:超支?|节约|增加|减少|压减|[少多]支)\d)|资金使用(?:情况)?(?=[。:：])|受[^，,。；;、\d]{1,10}影响|"
             r"厉行节约|增收节支|节约型|勤俭节约|节约用[车水电]|(?<![\d.])\d{1,2}[.、](?!\d)|\(?[一二三四五六七八九十\d]{1,3}\)|"
             r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是(?!否)|["
             rf"{CIRCLED}]|"
             # 未超预算, 没有超过年初预算6万元, 无超支: neither above nor nothing; a number behind it is a limit
             rf"(?:均|都|也)?(?:未|没有?|无|不存在|杜绝|避免|防止|严禁)(?:有|出现|发生)?(?:任何)?"
             r"(?:无预算(?:支出)?[和、]|超范围[和、])?(?:突破|超过|超出|超支|超标准?|超|高于|大于|多于)"
             rf"{BUDGET_THING}?(?:的?\d[\d.,]*(?:万|亿)?元)?(?:支出)?"),
    ("grade", rf"{OWN_RESULT}(?:等级|等次|级别|结果|结论)(?:评定|确定|认定)?"
              r"[为是:,，]*(?P<grade_word>优秀|良好|中等|较差|优|良|中|差)(?![一-龥])"),
    ("all_projects",
        r"(?<![前后])(?:以上|上述|这|该)?(?P<how_many>[两二三四五六七八九十]|\d{1,2})(?=[个项])(?:个(?P<of_projects>(?:专项|重点)?项目)(?:支出|资金|经费)?|项(?:支出|资金|经费|费用)?)"
        "(?:共投入(?:资金|经费)?(?=\\d)(?![^。；;]{0,24}其中)|(?=(?:合计|共计|总计|累计|共)"
        r"(?:年初|全年)?(?:支出|安排|预算|执行|完成|使用|拨付|支付|用去|用|花|\d)|"
        r"(?:年初|全年|年度)?预算(?:共|合计|总计|为|\d)))|"
        r"(?:(?:实施|安排|承担|组织|开展)的?|(?:列入|纳入)(?:部门|单位|绩效)?(?:自评|评价|自评价|绩效评价)(?:范围)?的)"
        r"(?:专项|重点)?项目(?:共有?|有)?(?P<so_many>[两二三四五六七八九十]|\d{1,2})个(?=[，,])|"
        r"(?P<above>(?:以上|上述)(?:各|所有|全部)?(?:个)?(?:专项|重点)?项目)(?=(?:支出|资金|经费|预算|执行|实际|全年)*(?:数|金额)?(?:合计|共计|总计|共|总|占))"
    ),
    ("this_project", "(?:该|本|此)?项目(?=(?:全年|当年|年度|本年|实际)(?:预算)?(?:支出|执行|安排|预算|使用|到位))|"
                     r"(?:该|本|此)项目(?=[总共已]?(?:支出|预算|安排|使用|支付)(?:数|资金|金额|总额)?[为共了]?\d)|"
                     "(?:该|本|此)?(?:项目)?资金(?=(?:实际|累计)?(?:到位|支出|使用|支付)(?!率|情况|进度))"),
    ("overall", rf"(?:整体|综合|总体|总)(?=(?:预算|资金|支出)?{RATE_KIND})"),
    ("cause",
        "(?:主要|具体)?(?:原因|因素)(?:主要)?(?:是|为|系|在于|:|：)|(?:主要)?(?:是|系)?(?:由于|因为)|"
        "(?<=[，,])(?:主要)?系(?![统列数])(?=[^\\d，,]{2})|主要(?:是|系)(?=[^，。；;]{2,30}[，,])"),
    ("back", "(?:部门)?预算(?:调整|批复|安排|变动)(?:及执行)?情况(?=[:：])|部门(?:收支|预算执行)(?:总体)?情况(?=[:：])"),
    ("planned", r"计划采购(?=\d[\d.,]*[万亿]?元)|(?<=采购)计划(?:数|金额|资金)?(?=为?\d[\d.,]*[万亿]?元)"),
    ("norm", "要求|规定|原则|部署|一般性支出(?=[压减下])|只减不增|过紧日子|力争|确保|(?<![原比较])计划|目标任务|"
             "压减任务|(?:文件|通知|会议)精神|拟(?=[压减增安编])"),
    ("score", rf"{OWN_RESULT}(?:得分|总分|评分|分数|分)(?:合计|总计)?[为是:,，达到共计]*(?=\d)"),
    ("item", r"\((?:类|款|项|目)\)"),
    ("led", rf"(?:全年|本年度?|年度)(?=[实共总支收完]|预算{RATE_KIND})|部门(?=预算|总?支出|总?收入|批复|实际)"),
    ("part_year", r"(?:截至|截止|至|到)(?:20\d\d年)?(?:(?:0?[1-9]|1[01])月(?:\d{1,2}日|份|底|末)?|12月(?!31)\d{1,2}日)|"
                  r"(?:前|第)?[一二三四1-4]季度|上半年|下半年|(?<![至止到]20\d\d年)(?<![至止到\d])前?\d{1,2}(?:[-至~]\d{1,2})?个?月(?:份|底|末)?|年中时点|前\d个月"),
    ("other_time",
        r"20\d\d年?[-—至~]20\d\d年|[自从]20\d\d年|20\d\d年(?:以来|起)|(?:下|明|次)(?:一)?年度?|十[三四五]五|近[三五两]年|"
        r"(?:剔除|扣除|不考虑|除去)[^，,。；;\d]{0,20}?(?:因素|影响|后|外)后?|"
        r"(?:剔除|扣除|除去)[^，,。；;\d]{1,12}(?=[，,])|"
        r"历年|连续[三五两]年|年均|月均|(?<![提以之此当目先])前年|以前年度[^，,。；;\d]{2,8}(?=\d)"
    ),
    ("per_unit", OF_EACH),
    ("invested", r"投入(?=\d)|发放(?=\d)"),
    ("year_end", r"(?:截至|截止|至|到)(?:20\d\d年)?12月(?:31日|底|末)?"),
    ("against_year", rf"(?:相?比|相?较|与|同|较之)(?:{YEAR}{LAST_THING}|"
                     r"[年期]初(?!部门|批复|安排|预算)(?:数|余额|结余)?)(?:相比|比较|相较|的|比)?|"
                     r"同比(?=[增减上下降持提少多压净缩])"),
    ("against_budget", rf"(?:对照|比|较|与|同){BUDGET_THING}(?:相比|比较|相较|比)?"),
    ("year", YEAR + r"(?!结转)|(?<!\d)20\d\d(?=(?:收入|支出|三公|预算|决算))|(?:本|今|当)年度?|本年度"),
    ("own",
        r"(?:只有|仅有?)?[局委办厅]?(?:机关)?本级(?:一家|1家|[一1]个(?:预算)?单位)|(?:[一-龥]{0,8}系统)?[局委办厅院校镇乡]?(?:本级|机关)[及和与、]其?"
        r"(?:(?:所属|下属|直属|下辖)(?:各)?[\d一二三四五六七八九十两]*[个所家]?|[\d一二三四五六七八九十两]+[个所家](?:所属|下属|直属|下辖)?)"
        r"(?:二级)?(?:预算|事业|基层)?(?:单位|机构|站所|学校|医院|卫生院)|"
        r"我(?:县|市)?(?:单位|局|中心|部门|办|委|院|校|厅|处|镇|乡|街道|会|馆|站|所|队|园|公司|台|社|场|库)|本(?:单位|局|中心|部门|办|委|院|校|厅|处|镇|"
        r"乡|街道|会|馆|站|所|队|园)(?!级)"
    ),
    ("party",
        r"(?:不|未)(?:纳入|计入|列入)(?:(?:我|本)[一-龥]?)?|(?:独立|单独|分别)核算|下属|所属|直属|下辖|二级(?:预算)?(?:单位|机构)|(?:全|我|本)(?:县|市|省|区|州|国|镇|乡|系统)|各(?:乡镇|单位|部门|(?:科室|股室)(?=[^，,。；;\d]{0,40}\d)|县|"
        r"镇|村|校|学校|站所)|机关本级|本级(?!资金|配套)|局机关|兄弟单位|基层|外县|邻县|周边"
    ),
    ("of_which",
        r"(?<=元[，,(])包括[:：]?(?=[^，,。；;、\d]{2,16}\d[\d.,]*[万亿]?元)|"
        r"其中|主要用于以下(?:几个)?方面|构成(?:情况)?(?:为|如下)|按(?:支出)?(?:功能|用途)分类"),
    ("among", r"(?:总额|合计)?(?:之?中|里)(?=[，,:])"),
    ("all_of",
        r"(?<=[一-龥])各(?=占(?:[一-龥]{0,8}的)?\d)|(?:分别|依次)(?:为|是)|"
        r"(?:分别|依次)(?=[占比较达完安支增减下上超节]|\d)|包括以下|构成(?:为|如下)"),
    # 公用经费在基本支出中占18.11%: what stands between is the whole
    ("share",
        r"在(?=[^，,。；;\d]{2,20}(?:之?中|里)[的所]*占)|"
        r"(?:(?:之?中|里)[的所]*)?(?<!多)(?<!侵)(?<!抢)占(?!用|地|道|有|领|据)(?:比(?:例|重)?|到|了)?"),
    ("of_budget",
        rf"(?:完成|执行|达到?|达成|为|占|是)(?:了)?{BUDGET_THING}(?:数|总额)?的?(?=\d|约|近|百分之|不足|超过|-|比例)|预算(?:完成|"
        rf"执行)(?:比例|进度|程度|率)(?:为|达到?|:)?"
    ),
    ("done", r"完成(?:率|了)?(?:为)?(?=\d[\d.]*%)"),
    ("direction",
        rf"(?:大于|高于|多于|超过|超出|突破了?|超|小于|低于|少于|等于)(?:{BUDGET_THING}|(?P<than_year>{YEAR}){LAST_THING})"),
    ("than_name", "(?:远|明显|大大|略|均|都|也|仍){0,3}(?P<than>大于|高于|多于|超过|小于|低于|少于)(?=[“一-龥])"),
    ("level",
        rf"(?:与|同|和){BUDGET_THING}(?:相比|比较)?(?:数)?(?P<rough>基本)?(?:持平|一致|相等|相同)|"
        rf"(?P<rough2>基本)?(?:持平|无增减(?:变化)?|没有变化|无变化)(?:于(?:上年|预算数?))?"
    ),
    ("either", rf"(?:{RISEN_WORDS})[(/、或]*(?:{FALLEN_WORDS})\)?|(?:{FALLEN_WORDS})[(/、或]*(?:{RISEN_WORDS})\)?|"
               r"减增加|增减少|减增长|增下降"),
    ("to_value", rf"(?:{change_words(WordUse.READ_TO)})(?:到|至|为(?=\d))|"
                 rf"(?:{change_words(WordUse.NUMBER_TO)})(?:到|至|为)(?=\d)"),
    ("overspent", rf"(?:{OVERSPENT})(?:率|额)?{LINK}"),
    ("saved", rf"(?:资金)?(?:{SAVED})(?:资金|金额|额|率)?{LINK}(?!结转|和)|{UNSPENT}"),
    ("rise", rf"(?<!追)(?<!新)(?<!调)(?<!核)(?:{RISE}){LINK}"),
    ("fall", rf"(?<!核)(?<!调)(?:{FALL}){LINK}"),
    (
        "none",
        r"(?:未|没有|尚未|均?无|不存在)(?:发生|安排|产生|列支|支出|开支|购置|使用|编制|申请)?|"
        r"为零(?!星)|为0(?![\d.,万千百亿元%个人次批辆台项])|零支出",
    ),
    ("rate_kind", rf"(?:(?:资金|支出|收入|部门)?(?:预算)?){RATE_KIND}|(?:预决算|决算|收支)差异率"),
    ("begin", rf"(?!(?:年初|全年)预算{RATE_KIND})(?:年初|(?<=20\d\d年)初)(?:部门)?"
        r"(?:支出|收入)?预算(?:安排|批复)?(?:支出|收入)?(?:总额|数|额)?|"
              r"(?:年初|(?<=20\d\d年)初)(?:安排|批复|下达)(?:预算)?|年初(?=\d[\d.,]*[万亿]?元)"),
    ("adjusted", rf"调整预算后的?(?:项目|部门|支出)预算数?|"
                 rf"(?!全年预算{RATE_KIND})(?:年中)?调整(?:后)?(?:的)?预算(?:后|数|总额)?|"
                 r"预算调整后|调整后为?(?=\d)|全年预算(?:数|总额)?(?![收支])"),
    ("actual", ACTUAL_WORD),
    ("in_place", r"下达(?:资金|指标)(?=为?\d)|(?:实际)?到位(?:资金)?(?:数)?(?![，,。；;])"),
    ("budget", r"(?:安排)?(?:支出|收入|收支|采购|总)?预算"
        r"(?:安排数|安排支出|安排|拨入|收支|总额|金额|资金|指标|批复数|控制数|数|额)?|控制数"),
    ("both", "收支"),
    ("spend", r"(?:总|共)?支出"),
    ("paid", r"(?<=[，,])费用支出|开支|列支|支付|拨付|兑付|花费|实际使用|使用(?=\d)"),
    ("bought", "采购(?:金额|支出|规模|总额)?"),
    ("income", r"(?:总|共)?收入"),
)  # fmt: skip
NEUTRAL = (
    "机关(?=核定|编制|现有|实有)|收支相抵后?|另有?(?=编外|临聘|临时|聘用|外聘|离退休|退休)|主要|共计|合计|总计|总额|总量|累计|共有|共|总|为|是|达到|达|计|的|了|安排|批复|批准|完成|实现|核定|核实|现有|实有|年末|年底|期末|截至|截止|实际|"
    "全年|年度|当年|部门|单位|财政拨款|财政|一般公共预算财政拨款|一般公共预算|情况|方面|比例|比重|数额|金额|额度|数|额|由|从|在|于|中|则|也|即|均|"
    "用于(?=(?:人员|日常公用|公用|项目)的?\\d)|加上|减去|扣除|≈|按照|按|根据|仅|只有|只|有|=|现|已|并|且|还|而|但是?|不过|本级财政|县级财政|县财政|下达|全部|其|及|和|与|有所|同口径|同期|幅度|同比|环比|"
    "反(?=[多少])|反而|拿|控制在(?=(?:年初|全年)?预算)|全局|全办|全所|全院|全校|相比|比较|相较|经费|费用|费|年初|年中|自评|经|实|年终|整体|综合|最终|个|在编|预|年|月|日|间|期间|严格执行|具体|如下|各项|统计|口径"
)
OWN_KINDS = {
    ("学校", "中学", "小学", "学院", "幼儿园"): "(?:学校|校)",
    ("医院", "卫生院"): "(?:医院|院)",
    ("中心",): "中心",
    ("法院", "检察院"): "(?:法院|检察院|院)",
    ("党校",): "党校",
    ("分局", "分院", "大队", "支队", "中队", "管委会"): "分局|分院|[支大中]队|管委会",
    ("街道办事处",): "街道(?:办事处|办)?(?:机关)?(?:本级)?",
    (
        "镇人民政府",
        "乡人民政府",
    ): "(?<!乡)[镇乡]本级|[镇乡](?:人民)?政府(?:机关|部门)?(?:本级)?|全[镇乡](?:机关)?(?=核定|编制|在职|现有|实有|三公)",
}
PUNCTUATION = r"[。!?！？\n]|[;；]|[，,、()（）：:]"
SHORTEST_NAME, SHORT_TOWN = 3, re.compile("[一-龥]{2}[镇乡]")
FORBIDDEN_BEFORE_NUMBER = frozenset(f"{ascii_letters}第.~×÷+-")


@dataclass(frozen=True)
class ProseFrame:
    """The words that all reports of a form have in common, and the names of its rows and of its rates by their order."""

    words: SignedWords
    rows: SignedWords
    rates: SignedWords
    names: tuple[SubjectName, ...]


@dataclass(frozen=True)
class ProseLexer:
    """The words of one report: its own names and those of its projects go before the words of its form.

    The words of the form take long to make ready and are the same for every department.
    """

    own: re.Pattern[str]
    frame: ProseFrame
    project_count: int

    def words(self, text: str) -> Iterator[re.Match[str]]:
        """The words from left to right, as one pattern with the own names in front would find them."""
        position, own, own_start, known, end = 0, None, -1, self.frame.words, len(text)
        while position < end:
            if own_start < position:
                own = self.own.search(text, position)
                own_start = own.start() if own else end
            matcher = known[text[position]]  # most words begin where the one before ends
            found = (matcher(text, position) if matcher else None) or known.search(text, position + 1)
            # behind nothing but characters of no word the own name may begin among them
            if found and own_start < end:
                begins_first = own_start <= found.start()
                found = own if begins_first or (own_start < found.end() and found.lastgroup == "rest") else found
            found = found or own
            if found is None:
                return
            yield found
            stop = found.end()
            position = stop if stop > position else position + 1

    def name_at(self, text: str, start: int, rate: bool) -> SubjectName:
        """The row or rate whose name begins there."""
        names = self.frame.rates if rate else self.frame.rows
        found = names.at(text, start)
        assert found is not None
        return self.frame.names[int((found.lastgroup or "")[1:])]


def prose_lexer(names: tuple[SubjectName, ...], projects: Collection[str], own_names: Iterable[str]) -> ProseLexer:
    """Longer names come first; a name of the department itself is its own party."""
    own = f"(?P<own_name>{_any(own_names)}{own_kind(own_names)})"
    project = f"(?P<project>(?:{_any(projects)})(?:项目|专项)?(?:资金|经费|支出|成本)?)"
    return ProseLexer(re.compile(f"{own}|{project}"), _frame(names), len({*projects}))


@lru_cache(maxsize=32)
def _frame(names: tuple[SubjectName, ...]) -> ProseFrame:
    """The words of a form with these names.

    The group `rest` passes over what no word begins with or holds: it saves trying all of them at every character.
    """
    ordered = sorted(names, key=lambda one: -len(one.pattern))
    rates, rows = ("|".join(one.pattern for one in ordered if one.is_rate is kind) for kind in (True, False))
    funds = "|".join(one.pattern for one in ordered if one.pattern.startswith(FUND_NAMES))
    hush, *others = (WordPattern(name, pattern) for name, pattern in PROSE_WORDS)
    words = [
        hush,
        WordPattern("scope", f"(?!{funds or '(?!)'})(?:{OTHER_SCOPES})"),
        WordPattern("rate_name", rates or "(?!)"),
        WordPattern("row", rows or "(?!)", NAME_TAIL),
        *others,
        WordPattern("number", NUMBER_PATTERN),
        WordPattern("neutral", NEUTRAL),
        WordPattern("stop", PUNCTUATION),
    ]
    known = "".join(sorted(set(re.findall(r"[^\x00-\x7f]", "".join(one.source + one.tail for one in words)))))
    return ProseFrame(SignedWords((WordPattern("rest", rf"[^\x00-\x7f{known}]+"), *words)), *_names(ordered))


def _names(ordered: Sequence[SubjectName]) -> tuple[SignedWords, SignedWords, tuple[SubjectName, ...]]:
    """Of rows and of rates by their order, and all of them."""
    patterns = [(one.is_rate, WordPattern(f"n{order}", one.pattern)) for order, one in enumerate(ordered)]
    rows, rates = (SignedWords([word for is_rate, word in patterns if is_rate is kind]) for kind in (False, True))
    return rows, rates, tuple(ordered)


def own_kind(own_names: Iterable[str]) -> str:
    """学校 where the report is a school's own: on its own, behind no other name."""
    fitting = {word for endings, word in OWN_KINDS.items() for name in own_names if name.endswith(endings)}
    return "".join(map(_alone, sorted(fitting)))


@lru_cache(maxsize=32)
def _alone(word: str) -> str:
    """One more alternative: a word behind no other name, which is left at a sign that it does not begin with."""
    return f"|{quick_pattern(f'(?:(?<![一-龥])|(?<=[年度末底]))(?:全|本|我)?(?:{word})').pattern}"


def _any(words: Iterable[str]) -> str:
    known = sorted(
        {re.escape(word) for word in words if len(word) > SHORTEST_NAME or SHORT_TOWN.fullmatch(word)},
        key=len,
        reverse=True,
    )
    return "|".join(known) or "(?!)"
