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
# Nobody has begun yet, as the bureau's lists, its reviewers and the department itself read it.
NOT_BEGUN_LABELS = {"bureau": "未开始", "review": "未开始填报", "filing": "未填报"}
# Approved, whether published yet or not, where a list counts reports.
PASSED_LABEL = "已通过"
OUTCOME_LABELS = {outcome: STATUS_LABELS[outcome] for outcome in ("approved", "returned")}
PUBLICATION_LABELS = {
    "preparing": "正在生成",
    "ready": "待公开",
    "live": STATUS_LABELS["published"],
    "superseded": "已被新版替代",
    "withdrawn": "已撤下",
}
JOB_LABELS = {"queued": "排队中", "running": "进行中", "done": "已完成", "failed": "失败"}
COMMENT_LEVEL_LABELS = {"required": "必改", "advice": "建议"}
COMMENT_STATE_LABELS = {"pending": "待处理", "answered": "已答复", "closed": "已关闭"}


def status_words(status: str, *, exempted: bool = False, reader: str = "bureau") -> str:
    """Where a department's report stands, in a word; "" is a report that nobody has begun.

    `reader` is the room that asks (bureau, review or filing): each names what is not begun in its own way.
    """
    if exempted:
        return EXEMPTED_LABEL
    return STATUS_LABELS[status] if status else NOT_BEGUN_LABELS[reader]
