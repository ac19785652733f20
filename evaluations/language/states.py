"""The words for where a report, its publication and the comments on it stand. One function words a report's status."""

STATUS_LABELS = {
    "draft": "填报中",
    "awaiting_signature": "待签批",
    "submitted": "待审核",
    "returned": "退回修改",
    "approved": "审核通过",
    "published": "已公开",
}
EXEMPTED_LABEL = "免报"
# Returned by the head, who did not sign it: nothing has come to the bureau.
UNSIGNED_LABEL = "签批退回"
NOT_BEGUN_LABEL = "未开始"
FORWARDING_LABEL = "待转报"
# In a year in which two persons review each report: whose word is awaited.
REVIEW_STAGE_LABELS = {"first": "待初审", "last": "待复审"}
CORRECTING_LABEL, OVERDUE_LABEL = "更正中", "逾期"
CLOSED_YEAR_LABEL = "已归档"
# Approved, whether published yet or not, where a list counts reports.
PASSED_LABEL = "已通过"
# Whose turn it is while nothing has come to the bureau: only then is a last day missed.
UNFILED_STATUSES = ("", "draft", "awaiting_signature")
OUTCOME_LABELS = {outcome: STATUS_LABELS[outcome] for outcome in ("approved", "returned")}
TAKEN_DOWN_LABEL = "已撤下"
RELEASE_LABEL = "定时公开"
PUBLICATION_LABELS = {
    "preparing": "正在生成",
    "ready": "待公开",
    "live": STATUS_LABELS["published"],
    "superseded": "已被新版替代",
    "withdrawn": TAKEN_DOWN_LABEL,
}
CORRECTION_WAITS_WORDS = "更正申请待财政局答复"
CORRECTION_LABELS = {
    "asked": "等财政局办理",
    "allowed": "同意更正",
    "refused": "不同意更正",
    "taken_back": "单位撤回申请",
    "cancelled": "已取消更正",
    "done": "已完成更正",
}
# 发现 = all that were sent and not dropped; 已整改 = closed; 正在整改 = the rest.
RECTIFICATION_LABELS = {
    "checking": "待审定",
    "drafting": "待修改",
    "asked": "待整改",
    "answered": "待核查",
    "closed": "已整改",
    "dropped": "已撤销",
}
# What a person waits for, by the kind of the job (config/job_handlers.py).
JOB_KINDS = {
    "render": "生成公开报告 PDF",
    "cycle_medians": "计算全县中位数",
    "tidy_evidence": "清理已删除的材料",
    "daily_notices": "每日提醒",
    "notice_mail": "发送邮件",
    "notice_digest": "发送每日邮件",
    "notice_text": "发送短信",
    "send_head": "外送日志封印",
    "check_papers": "预检送来的报告",
    "export_list": "导出审核清单",
    "print_circular": "生成汇总通报",
    "find_hints": "查找审核关注点",
    "forget_list": "删除导出的清单",
    "forget_papers": "删除预检的报告",
    "timed_release": RELEASE_LABEL,
    "release_batch": "批量公开",
}
BATCH_LABELS = {"publish": "公开", "schedule_release": RELEASE_LABEL}
BATCH_ITEM_LABELS = {"waiting": "等候办理", "done": "已办理", "refused": "未办理"}
REMARK_LABELS = {"open": "等待答复", "corrects": "情况属实，将更正", "stands": "核对无误，不作修改"}
JOB_LABELS = {"queued": "排队中", "running": "进行中", "done": "已完成", "failed": "失败"}
NOTICE_AUDIENCES = {"department": "填报单位", "bureau": "财政局", "portal": "信息公开"}
COMMENT_LEVEL_LABELS = {"required": "必改", "advice": "建议"}
COMMENT_STATE_LABELS = {"pending": "待处理", "answered": "已答复", "closed": "已关闭"}


def status_words(
    status: str,
    *,
    exempted: bool = False,
    correcting: bool = False,
    overdue: bool = False,
    taken_down: bool = False,
    correction_waits: bool = False,
    forwarding: bool = False,
    unsigned: bool = False,
) -> str:
    """Where a department's report stands, in a word for every page; "" is a report that nobody has begun.

    `correcting`: the bureau has allowed a correction of an earlier version, and no newer one has passed. `overdue`: the
    last day is over; it is told only while the report has not come to the bureau for the first time. `taken_down`: the
    version that passed was public and is not any more. `correction_waits`: the department has asked to correct what
    has passed. `forwarding`: handed in, and the supervising department has not passed it on. `unsigned`: it was not the
    bureau that returned it, but the department's head.
    """
    if exempted:
        return EXEMPTED_LABEL
    words = TAKEN_DOWN_LABEL if taken_down else STATUS_LABELS[status] if status else NOT_BEGUN_LABEL
    if forwarding:
        words = FORWARDING_LABEL
    if unsigned:
        words = UNSIGNED_LABEL
    if correction_waits:
        return f"{words}，{CORRECTION_WAITS_WORDS}"
    if correcting:
        return CORRECTING_LABEL if status == "draft" else f"{CORRECTING_LABEL}（{words}）"
    return f"{words}（{OVERDUE_LABEL}）" if overdue and (unsigned or status in UNFILED_STATUSES) else words
