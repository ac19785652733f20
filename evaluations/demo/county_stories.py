"""What the trial county lives through: for each year and department a story, told in lines of story_steps.py."""

from collections.abc import Mapping
from typing import Any

from evaluations.demo.demo_people import SECOND_REVIEWER, SEED_CODE
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.story_steps import StoryLine, story_line

Story = tuple[StoryLine, ...]
SEED_YEAR, CURRENT_YEAR = 2020, 2023
COLLEAGUE = SECOND_REVIEWER[0]

WITHDRAWAL_REASON = "附件2中公用经费一行与部门决算公开数不一致，现撤下核对，核对无误或更正后重新公开。"
RESTORING_REASON = "经与部门决算核对，公开的数据无误，系决算公开稿四舍五入所致，现恢复公开。"
CORRECTION_REASON = "审计指出一笔设备款应列入项目支出，基本支出和项目支出的决算数需要同时更正。"
LEFT_OUT_REASON = "核对项目台账时发现漏列一个项目的自评表，报告和项目清单需要补充更正。"
SECOND_CORRECTION = "满意度调查的样本中混入了重复问卷，剔除后数据有变化，申请更正该项指标。"
REVOCATION_REASON = "发现政府采购执行率的佐证材料与填报数不一致，撤销通过，请审核员重新核对。"
REFUSAL_REASON = "公用经费的说明太笼统，请补充具体原因和下一步控制措施后再送签。"
PILOT_REASON = "试点年度先在两个单位开展，本单位自下一年度起报送。"
EXEMPTION_REASONS = {
    2021: "新组建单位，当年没有独立的部门预算，由原主管部门一并报送。",
    2022: "单位年内划转，决算由接收单位合并编制。",
    CURRENT_YEAR: "当年纳入县级重点项目专项评价，经局务会同意不再重复报送整体支出自评报告。",
}


def comment(section: str, path: str, body: str, level: str = "required") -> dict[str, Any]:
    """What a reviewer says about a place of the report."""
    return {"section": section, "path": path, "level": level, "body": body}


FIRST_COMMENTS = (
    comment("problems", "problems", "问题写得不具体，请结合本年度预算执行情况说明，写明涉及的项目和金额。"),
    comment("usage", "usage", "请写明在哪里公开、什么时候公开。", "advice"),
)
TABLE_COMMENTS = (
    comment("base_data", "operating.actual", "公用经费超出预算，请说明超支的构成，并写明下一步控制措施。"),
    comment("base_data", "reception.actual", "公务接待费与部门决算公开表不一致，请核对后统一。"),
)
TOWN_COMMENTS = (
    comment("projects", "", "本年度安排了四十个项目，项目清单和自评表只有三十九个，请补齐并核对合计数。"),
    comment("funds", "project.actual", "项目支出的执行数请与财政所台账核对，注意跨年付款的项目。"),
)
AGAIN_COMMENTS = (comment("measures", "measures", "改进措施与所列问题仍不对应，请逐条对应，明确责任人和时限。"),)


def filed(day: int, **given: Any) -> Story:
    """Begun, filled in, handed in and signed within a fortnight."""
    return (
        story_line(day, "open"),
        story_line(day + 4, "fill", **given),
        story_line(day + 5, "submit"),
        story_line(day + 7, "sign"),
    )


def passed_on(day: int) -> Story:
    """Read by the 主管部门 and passed on to the bureau."""
    return (story_line(day, "forward", word="已审阅，同意转报。"),)


def returned(day: int, comments: tuple[dict[str, Any], ...], reviewer: str = "shenhe") -> Story:
    """Read and sent back with comments, which are the reason."""
    said = tuple(story_line(day, "comment", reviewer=reviewer, **one) for one in comments)
    return (
        story_line(day, "claim", reviewer=reviewer),
        *said,
        story_line(day, "return", reviewer=reviewer),
    )


def filed_again(day: int) -> Story:
    """Mended, handed in and signed again."""
    return (story_line(day, "fill"), story_line(day, "submit"), story_line(day + 1, "sign"))


def approved(day: int, reviewer: str = "shenhe") -> Story:
    """Read and passed."""
    return (story_line(day, "claim", reviewer=reviewer), story_line(day, "approve", reviewer=reviewer))


def closed_and_approved(day: int, reviewer: str = "shenhe") -> Story:
    """The comments of the first reading are closed, and the report passes."""
    claim, approve = approved(day, reviewer)
    return (claim, story_line(day, "close", reviewer=reviewer), approve)


def published(day: int) -> Story:
    """Made public; its paper was printed meanwhile."""
    return (story_line(day, "publish"),)


def scored(day: int, reviewer: str = "shenhe", criterion: str = "unverifiable:30") -> Story:
    """Read, scored line by line and passed: the sheet goes with the approval."""
    claim, approve = approved(day, reviewer)
    return (claim, story_line(day, "score", reviewer=reviewer, criterion=criterion), approve)


PASSED = (*filed(24), *approved(45))
# What goes public was handed in first: its paper is printed while the others are filled in (rendered_papers.py).
PUBLIC = (*filed(3), *approved(14), *published(150))
CORRECTED_IN_PUBLIC = (
    *filed(3, faults=("missing_project",)),
    *approved(14),
    *published(35),
    story_line(36, "correct", reason=LEFT_OUT_REASON),
    story_line(37, "allow_correction"),
    *filed_again(39),
    *approved(42),
    *published(150),
)
SLOW_ANSWER = "已按意见修改，补充了具体项目、金额和措施，请审核。"
RETURNED_ONCE_PASSED = (
    *filed(2, faults=("vague_problems",)),
    *returned(11, FIRST_COMMENTS),
    story_line(14, "answer", text=SLOW_ANSWER),
    *filed_again(15),
    *closed_and_approved(19),
)

SEED_RETURN_REASON = "公用经费超预算35.55%，第六部分只说了原因，没有写下一步怎么控制，请补充后重新报送。"
# The year of the seed report, which only the first departments owed.
SEED_STORY: Story = (
    story_line(20, "open"),
    story_line(29, "seed_attempt"),
    story_line(30, "submit"),
    story_line(31, "sign"),
    story_line(45, "return", reviewer="shenhe", reason=SEED_RETURN_REASON),
    story_line(48, "seed_report"),
    story_line(48, "submit"),
    story_line(49, "sign"),
    story_line(60, "approve", reviewer="shenhe"),
    *published(239),
)
STORIES_2020: Mapping[str, Story] = {
    SEED_CODE: SEED_STORY,
    "103001": (*filed(25), *approved(62), *published(239)),
    "104001": (story_line(6, "exempt", reason=PILOT_REASON),),
    "105001": (story_line(6, "exempt", reason=PILOT_REASON),),
}
# The first year of the whole county: over and archived.
STORIES_2021: Mapping[str, Story] = {
    "102001": CORRECTED_IN_PUBLIC,
    "106001": (*RETURNED_ONCE_PASSED, *published(152)),
    "107002": PUBLIC,
    "118001": (story_line(8, "exempt", reason=EXEMPTION_REASONS[2021]),),
    "201001": PUBLIC,
}
# The second: reviewed, and partly public.
STORIES_2022: Mapping[str, Story] = {
    "102001": (*RETURNED_ONCE_PASSED, *published(150)),
    "104001": PUBLIC,
    "106001": PUBLIC,
    "108001": PUBLIC,
    "109001": PUBLIC,
    "111001": (
        *PASSED,
        story_line(60, "correct", reason=CORRECTION_REASON),
        story_line(61, "allow_correction"),
        *filed_again(64),
        *approved(70, COLLEAGUE),
    ),
    "113001": (*PASSED, story_line(48, "unapprove", reason=REVOCATION_REASON), *approved(58)),
    "118001": (story_line(9, "exempt", reason=EXEMPTION_REASONS[2022]),),
}
RECTIFY = {
    "problem": "绩效目标设定较粗，部分产出指标没有量化，佐证材料只有工作总结。",
    "requirement": "重新梳理产出指标，逐项量化并补充台账；以后年度随部门预算一并报送绩效目标。",
    "source": "review",
}
READERS_REMARK = {
    "place": "六（二）主要绩效",
    "text": "报告里写新建管网的长度，与贵中心网站上公布的不一致，请核实哪一个是对的。",
}
RECTIFIED = "已补充产出台账和验收资料，产出指标已逐项量化，下一年度绩效目标已按要求修改。"
# What was sampled of the last year, by whom and how: drawn and scored while the next one is reviewed.
SAMPLED_YEAR, SAMPLE_SEED = CURRENT_YEAR - 1, "永兴县2022年度抽评"
SAMPLE_BASIS = "按年度绩效管理工作要点，对上年度审核通过的报告按等级分层抽取15%进行抽评。"
SAMPLE_STORY: Story = (
    story_line(20, "draw", seed=SAMPLE_SEED, basis=SAMPLE_BASIS),
    story_line(44, "score_samples", reviewer=COLLEAGUE, criterion="unverifiable:60"),
)
# What happens to the reports of that year while the next one is reviewed; days as in STORIES_CURRENT.
STORIES_LATELY: Mapping[str, Story] = {
    "104001": (story_line(68, "correct", reason=SECOND_CORRECTION),),
    "106001": (
        story_line(56, "correct", reason=CORRECTION_REASON),
        story_line(59, "allow_correction", reason="同意更正，请在十个工作日内重新报送。"),
    ),
    "107002": (
        story_line(24, "rectify", days=60, **RECTIFY),
        story_line(49, "answer_rectification", text=RECTIFIED),
        story_line(57, "close_rectification", text="经核查，台账和资料齐全，同意销号。"),
    ),
    "108001": (story_line(43, "unpublish", reason=WITHDRAWAL_REASON),),
    "109001": (
        story_line(39, "unpublish", reason=WITHDRAWAL_REASON),
        story_line(46, "republish", reason=RESTORING_REASON),
    ),
    "113001": (story_line(62, "rectify", days=30, **RECTIFY),),
    "201001": (
        story_line(31, "rectify", days=60, **RECTIFY),
        story_line(69, "answer_rectification", text=RECTIFIED),
    ),
}
# Whose paper portal staff find ready; the other approved ones are left to the worker, as in an office.
PAPERS_READY = (("111001", CURRENT_YEAR),)
# The year under review; its last day was a few days ago. Days are counted from the opening, see CURRENT_DAYS.
CURRENT_DAYS, CURRENT_DUE = 75, 69
STORIES_CURRENT: Mapping[str, Story] = {
    "102001": (story_line(52, "open"), story_line(70, "half")),
    "103001": (*filed(20), *approved(32), *published(60)),
    "104001": (*filed(40, faults=("vague_problems",)), *passed_on(49), *returned(66, FIRST_COMMENTS)),
    "106001": filed(48),
    "106002": filed(50),
    "106003": (story_line(46, "open"), story_line(50, "fill"), story_line(63, "submit")),
    "107001": (*filed(29), *scored(44)),
    "107002": (*filed(54), *passed_on(63)),
    "107003": (
        *filed(38),
        *passed_on(47),
        *returned(55, TABLE_COMMENTS, COLLEAGUE),
        story_line(70, "answer", text="接待费已与决算公开表统一；公用经费的说明正在补充。"),
    ),
    "108001": (*filed(30), *approved(50), story_line(62, "unapprove", reason=REVOCATION_REASON)),
    "109001": (*filed(22), *scored(35), *published(61), story_line(67, "remark", **READERS_REMARK)),
    "110001": (
        story_line(41, "open"),
        story_line(45, "fill"),
        story_line(58, "submit"),
        story_line(59, "refuse_signature", reason=REFUSAL_REASON),
    ),
    "111001": (*filed(27), *scored(43, COLLEAGUE, "no_evidence:100")),
    "112001": (story_line(58, "open"), story_line(59, "half", faults=("swapped_accounts", "yuan_for_wanyuan"))),
    "113001": (
        *filed(51, faults=("wrong_rate", "missing_project")),
        story_line(71, "accept", reviewer="shenhe", most=1),
    ),
    "114001": filed(42),
    "115001": (story_line(49, "open"), story_line(53, "fill"), story_line(68, "submit")),
    "116001": (*filed(26), *scored(41)),
    "118001": (story_line(12, "exempt", reason=EXEMPTION_REASONS[CURRENT_YEAR]),),
    "119001": (*filed(45, faults=("wrong_rate",)), *returned(64, (*TABLE_COMMENTS[:1], *FIRST_COMMENTS))),
    "201001": (
        *filed(22, faults=("missing_project", "vague_problems")),
        *returned(35, TOWN_COMMENTS),
        story_line(40, "answer", text="已补齐漏报的项目，并逐个核对项目自评表，执行数与财政所台账一致。"),
        *filed_again(41),
        *returned(53, AGAIN_COMMENTS),
        story_line(60, "answer", text="改进措施已与问题逐条对应，明确了责任办公室和完成时限。"),
    ),
}


def form_of_year(year: int) -> str:
    """The code of the form that the county files on."""
    return "hunan-2023" if year >= CURRENT_YEAR else "hunan-2013"


def stories_of_year(year: int) -> Mapping[str, Story]:
    """Budget code → story of everybody who lives through something that year."""
    if year == CURRENT_YEAR:
        return STORIES_CURRENT
    if year == SEED_YEAR:
        return STORIES_2020
    told = STORIES_2021 if year == CURRENT_YEAR - 2 else STORIES_2022
    return {code: told.get(code, PASSED) for code in department_profiles()}
