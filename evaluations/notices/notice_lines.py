"""The table of notices: act → who is told, in which words. An act that is not here fails a test.

Nobody is told of an own act, or of what is not for them to follow up. A report that comes to the bureau for the first
time is nobody's yet: it stands on every reviewer's list of work, and is no notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from departments.roles import Role
from evaluations.language.states import (
    CORRECTION_LABELS,
    EXEMPTED_LABEL,
    OUTCOME_LABELS,
    PUBLICATION_LABELS,
    RELEASE_LABEL,
)
from evaluations.models import Notice
from evaluations.notices.notice_conditions import (
    came_back,
    heads_turn,
    last_allowers,
    last_deciders,
    named_persons,
    notice_was_sent,
    preparers_turn,
    taken_from_bureau,
    waits_for_signature,
)
from evaluations.notices.occasion import Occasion

ToDepartment, ToBureau, ToPortal = Notice.Audience.DEPARTMENT, Notice.Audience.BUREAU, Notice.Audience.PORTAL
PREPARERS, HEADS = frozenset({Role.PREPARER}), frozenset({Role.HEAD})
OWN_PEOPLE = PREPARERS | HEADS
REVIEWERS, BUREAU_ADMINS = frozenset({Role.REVIEWER}), frozenset({Role.BUREAU_ADMIN})
BUREAU_PEOPLE = REVIEWERS | BUREAU_ADMINS
PORTAL_PEOPLE = frozenset({Role.PUBLISHER, Role.BUREAU_ADMIN})
SILENT: tuple["NoticeLine", ...] = ()


def whenever(occasion: Occasion) -> bool:
    """No further condition."""
    return True


@dataclass(frozen=True)
class NoticeLine:
    """Whom one act is told to: holders of these roles in the department, or in its county.

    `only` narrows them to persons; where none of those holds the role any more, all holders are told if `or_all` says so.
    """

    audience: Notice.Audience
    roles: frozenset[Role]
    subject: str
    words: str
    urgent: bool = False
    when: Callable[[Occasion], bool] = whenever
    only: Callable[[Occasion], set[int]] | None = None
    or_all: bool = False


def own(subject: str, words: str, roles: frozenset[Role] = OWN_PEOPLE, **more: Any) -> NoticeLine:
    """A line for the people of the department."""
    return NoticeLine(ToDepartment, roles, subject, words, **more)


RECTIFICATION_NOTICE = own("整改通知", "财政局要求就{report}整改，期限{due}：{text}", urgent=True)
NOTICE_TO_CHECK = NoticeLine(
    ToBureau,
    BUREAU_PEOPLE,
    "整改通知待审定",
    "{actor}拟写了对{department}{report}的整改通知，请审核后下达：{text}",
)
DEADLINE_WORDS = "{report}现在是“{standing}”，{left}，报送截止{due}。"
CAME_BACK = NoticeLine(
    ToBureau,
    REVIEWERS,
    "重新报送",
    "{department}的{report}第 {number} 次报送，请审核。",
    when=came_back,
    only=last_deciders,
    or_all=True,
)
PUT_ON_SHOW = own(PUBLICATION_LABELS["live"], "{report}已在信息公开门户公开。")

NOTICE_LINES: dict[str, tuple[NoticeLine, ...]] = {
    # --- the way of a report (workflow/transitions.py)
    "submit": (
        NoticeLine(ToDepartment, HEADS, "请签批", "{actor}提交了{report}，请阅读后签批。", when=waits_for_signature),
        CAME_BACK,
    ),
    "sign": (own("已签批报送", "{actor}已签批{report}，报告已送财政局审核。", PREPARERS), CAME_BACK),
    "refuse_signature": (
        own("签批退回", "{actor}没有签批{report}，请修改后重新提交。{reason}", PREPARERS, urgent=True),
    ),
    "withdraw": (
        own("已撤回", "{actor}撤回了{report}，修改后须重新提交。"),
        NoticeLine(
            ToBureau,
            REVIEWERS,
            "单位撤回",
            "{department}撤回了重新报送的{report}，暂不用审核。",
            when=taken_from_bureau,
            only=last_deciders,
        ),
    ),
    "first_approve": (
        NoticeLine(ToBureau, REVIEWERS, "请复审", "{actor}初审通过了{department}的{report}，请另一位审核人员复审。"),
    ),
    "approve": (own(OUTCOME_LABELS["approved"], "财政局审核通过了{report}。{reason}"),),
    "return": (own(OUTCOME_LABELS["returned"], "财政局退回了{report}，请按意见修改后重新提交。{reason}", urgent=True),),
    "unapprove": (
        own("撤销通过", "财政局撤销了{report}的审核通过，报告重新审核，单位暂不用办理。{reason}"),
        NoticeLine(
            ToBureau,
            REVIEWERS,
            "撤销通过",
            "{actor}撤销了您对{department}{report}的审核通过，报告重新待审核。{reason}",
            only=last_deciders,
        ),
    ),
    "publish": (PUT_ON_SHOW,),
    "unpublish": (
        own(PUBLICATION_LABELS["withdrawn"], "{report}已从信息公开门户撤下。{reason}"),
        NoticeLine(
            ToPortal, BUREAU_ADMINS, PUBLICATION_LABELS["withdrawn"], "{actor}撤下了{department}的{report}。{reason}"
        ),
    ),
    "republish": (
        own("恢复公开", "{report}已恢复在信息公开门户公开。{reason}"),
        NoticeLine(ToPortal, BUREAU_ADMINS, "恢复公开", "{actor}恢复公开了{department}的{report}。{reason}"),
    ),
    "schedule_release": SILENT,
    "cancel_release": SILENT,
    "drop_release": (
        NoticeLine(
            ToPortal,
            frozenset({Role.PUBLISHER}),
            f"{RELEASE_LABEL}已取消",
            "{department}的{report}重新审核或更正，原定 {moment} 的公开已随之取消。",
        ),
    ),
    "hold_release": (
        NoticeLine(
            ToPortal,
            PORTAL_PEOPLE,
            f"{RELEASE_LABEL}没有办理",
            "{department}的{report}原定 {moment} 公开，没有办理：{why}",
            urgent=True,
        ),
    ),
    "correct": (
        own("申请更正", "{actor}向财政局申请更正{report}，请等候办理。{reason}"),
        NoticeLine(ToBureau, BUREAU_PEOPLE, "更正申请", "{department}申请更正{report}，请办理。{reason}"),
    ),
    "take_back_correction": (
        own("撤回更正申请", "{actor}撤回了{report}的更正申请。"),
        NoticeLine(ToBureau, BUREAU_PEOPLE, "撤回更正申请", "{department}撤回了{report}的更正申请，不必再办理。"),
    ),
    "allow_correction": (own(CORRECTION_LABELS["allowed"], "财政局同意更正{report}，请修改后重新提交。{reason}"),),
    "refuse_correction": (own(CORRECTION_LABELS["refused"], "财政局不同意更正{report}，原报告不变。{reason}"),),
    "cancel_correction": (
        own("取消更正", "{actor}取消了{report}的更正，原报告不变。{reason}"),
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "取消更正",
            "{department}取消了{report}的更正，原报告不变。{reason}",
            only=last_allowers,
        ),
    ),
    # --- under review: what reviewers write stays theirs until a decision sends it
    "claim_review": SILENT,
    "release_review": SILENT,
    "take_over_review": (
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "已被接手",
            "{actor}接手了您正在审核的{department}{report}。{reason}",
            only=named_persons,
        ),
    ),
    "assign_review": (
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "分配审核",
            "{actor}把{department}{more}{report}分配给您审核。{reason}",
            only=named_persons,
        ),
    ),
    "unassign_review": (
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "不再由您审核",
            "{actor}把{department}{more}{report}改由他人审核，或者放回未分配。{reason}",
            only=named_persons,
        ),
    ),
    "forward": (own("已转报", "主管部门已将{report}转报财政局审核。{reason}"),),
    "score_sheet": SILENT,
    "comment": SILENT,
    "edit_comment": SILENT,
    "delete_comment": SILENT,
    "close_comment": SILENT,
    "reopen_comment": SILENT,
    "answer_comment": (
        NoticeLine(
            ToBureau, BUREAU_PEOPLE, "单位已答复", "{department}开始答复您对{report}的审核意见。", only=named_persons
        ),
    ),
    # --- after the review: sampling and rectification
    "confirm_sample": (own("抽评得分", "财政局抽评了{report}，请查看逐项得分。"),),
    "ask_rectification": (RECTIFICATION_NOTICE,),
    "draft_rectification": (NOTICE_TO_CHECK,),
    "redraft_rectification": (NOTICE_TO_CHECK,),
    "return_rectification": (
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "整改通知退回修改",
            "{actor}退回了您对{department}{report}拟写的整改通知，请修改后重新送审。{reason}",
            only=named_persons,
        ),
    ),
    "send_rectification": (
        RECTIFICATION_NOTICE,
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "整改通知已下达",
            "{actor}审核并下达了您对{department}{report}拟写的整改通知。",
            only=named_persons,
        ),
    ),
    "answer_rectification": (
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "已报整改",
            "{department}报送了{report}的整改情况，请核查。",
            only=named_persons,
            or_all=True,
        ),
    ),
    "close_rectification": (own("整改已销号", "财政局核查通过，{report}的一项整改已销号。{reason}"),),
    "reject_rectification": (
        own("继续整改", "财政局核查未通过{report}的一项整改，请继续整改，期限{due}。{reason}", urgent=True),
    ),
    "drop_rectification": (
        own("整改通知已撤销", "财政局撤销了{report}的一项整改通知，不必再办理。{reason}", when=notice_was_sent),
        NoticeLine(
            ToBureau,
            BUREAU_PEOPLE,
            "整改通知已撤销",
            "{actor}撤销了您对{department}{report}拟写的整改通知。{reason}",
            only=named_persons,
        ),
    ),
    # --- the year (cycles/)
    "open_cycle": (own("新的年度任务", "财政局下达了年度任务，请填报{report}，报送截止{due}。"),),
    "change_cycle": (own("报送截止变更", "{report}的报送截止由{old_due}改为{due}。{reason}"),),
    "exempt": (own(EXEMPTED_LABEL, "财政局同意本单位免报{report}。{reason}"),),
    "restore": (own("恢复应报", "本单位仍须填报{report}，报送截止{due}。"),),
    "extend": (own("同意延期", "{report}延期至{due}报送。{reason}"),),
    "revoke_extension": (own("取消延期", "{report}的延期已取消，报送截止{due}。"),),
    "remind": (own("催报", "财政局催报{report}，报送截止{due}。{text}", urgent=True),),
    # --- what nobody does: the day, the printer
    "deadline": (
        own("临近报送截止", DEADLINE_WORDS, PREPARERS, when=preparers_turn),
        own("临近报送截止", DEADLINE_WORDS, HEADS, when=heads_turn),
    ),
    "failed_paper": (
        NoticeLine(
            ToPortal,
            PORTAL_PEOPLE,
            "PDF 生成失败",
            "{department}{report}的公开用 PDF 没有生成，请打开查看并重试。",
            urgent=True,
        ),
    ),
    "unprintable_paper": (
        own("须申请更正", "{report}里有印不出来的字，不能公开，请打开查看并申请更正。", urgent=True),
        NoticeLine(
            ToBureau, BUREAU_PEOPLE, "PDF 印不出来", "{department}{report}里有印不出来的字，须由单位更正。", urgent=True
        ),
    ),
}
