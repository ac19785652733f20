"""What people call each act that the log records. A test holds this list against the code: no act without its words."""

from evaluations.language.states import CORRECTION_LABELS, OUTCOME_LABELS

EVENT_WORDS = {
    # signing in
    "sign_in": "登录",
    "sign_out": "退出登录",
    "old_password": "核对原密码",
    "lock_out": "连续输错密码，登录被暂停",
    "new_password": "设置新密码",
    "first_step": "通过第一步验证，待核对动态码",
    "check_code": "核对动态码",
    "use_recovery_code": "使用恢复码",
    "enrol_factor": "启用动态码",
    "replace_factor": "更换动态码设备",
    "renew_recovery_codes": "更换恢复码",
    "remove_factor": "停用动态码",
    "access": "打开没有权限的页面",
    "probe": "打开不存在或不属于自己的对象",
    "export": "下载或导出文件",
    # accounts
    "create_account": "开立账号",
    "edit_account": "修改账号信息",
    "give_role": "授予角色",
    "take_role": "收回角色",
    "propose_give": "提请授予角色",
    "propose_take": "提请收回角色",
    "propose_reset": "提请重置密码",
    "propose_disable": "提请停用账号",
    "confirm_proposal": "同意提请",
    "refuse_proposal": "不同意提请",
    "withdraw_request": "撤回申请",
    "ask_account": "申请开立账号",
    "grant_account": "同意开立账号",
    "refuse_account": "不同意开立账号",
    "reset_password": "重置密码",
    "print_slips": "打印初始密码单",
    "unlock_account": "解除登录暂停",
    "disable_account": "停用账号",
    "enable_account": "恢复账号",
    "end_sessions": "强制下线",
    "reset_factor": "重置动态码",
    "hand_over": "移交工作",
    "change_policy": "更改密码策略",
    "export_log": "导出操作日志",
    "own_settings": "修改个人设置",
    # the county and its departments
    "create_county": "建立县（市、区）",
    "edit_county": "修改县（市、区）信息",
    "add_department": "新增单位",
    "edit_department": "修改单位信息",
    "rename_department": "单位更名",
    "stop_department": "停用单位",
    "resume_department": "恢复使用单位",
    "merge_department": "合并单位",
    "undo_merge": "撤销单位合并",
    "import_departments": "导入单位名录",
    # the year
    "open_cycle": "下达年度任务",
    "list_departments": "补列应报单位",
    "exempt": "准予免报",
    "restore": "恢复应报",
    "extend": "准予延期",
    "revoke_extension": "取消延期",
    "change_cycle": "修改年度任务",
    "close_cycle": "归档年度任务",
    "reopen_cycle": "重新开启年度任务",
    "extend_together": "批量延期",
    "revoke_together": "撤销批量延期",
    "remind": "催报",
    "load_scheme": "载入指标体系",
    "import_approved": "导入批复数",
    "approve_budget": "导入批复预算数",
    "approve_targets": "导入批复绩效目标",
    # a report
    "open": "开始填报",
    "import": "导入数据文件",
    "import_workbook": "导入填报工作簿",
    "convert_unit": "元换算为万元",
    "convert_unit_back": "撤销换算",
    "attach_evidence": "上传佐证材料",
    "change_evidence": "修改佐证材料",
    "remove_evidence": "移除佐证材料",
    "restore_evidence": "恢复佐证材料",
    "submit": "提交报告",
    "sign": "签批并报送",
    "refuse_signature": "签批退回",
    "withdraw": "撤回报告",
    "begin_review": "开始审核",
    "claim_review": "开始审核",
    "release_review": "放开审核",
    "take_over_review": "接手审核",
    "approve": OUTCOME_LABELS["approved"],
    "return": OUTCOME_LABELS["returned"],
    "comment": "提出审核意见",
    "edit_comment": "修改审核意见",
    "delete_comment": "删除审核意见",
    "close_comment": "关闭审核意见",
    "reopen_comment": "重新打开审核意见",
    "answer_comment": "答复审核意见",
    "publish": "公开报告",
    "unpublish": "撤下报告",
    "unapprove": "撤销通过",
    "republish": "恢复公开",
    "correct": "申请更正",
    "take_back_correction": "撤回更正申请",
    "allow_correction": CORRECTION_LABELS["allowed"],
    "refuse_correction": CORRECTION_LABELS["refused"],
    "cancel_correction": "取消更正",
    "download": "下载报告文件",
    "make_paper": "生成报告文件",
    "replace_paper": "重新生成报告文件",
    "retry_job": "重新执行后台任务",
    "adopt_record": "登记升级前已有的数据",
    "renew_witness": "重新建立封印见证文件",
    "check_papers": "送检报告",
    "delete_papers": "删除预检结果",
}
# The act with which a group of the list begins, and what a filter calls the group.
GROUP_BEGINNINGS = {
    "sign_in": "登录",
    "create_account": "账号和安全",
    "create_county": "县和单位",
    "open_cycle": "年度任务",
    "open": "报告",
}
UNKNOWN_ACT = "办理了事项"


def grouped_words() -> list[tuple[str, list[tuple[str, str]]]]:
    """(group, acts with their words) in the order of the list."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for action, word in EVENT_WORDS.items():
        if action in GROUP_BEGINNINGS:
            groups.append((GROUP_BEGINNINGS[action], []))
        groups[-1][1].append((action, word))
    return groups


def event_word(action: str) -> str:
    """The act in words; an act of another version of this program is called by its code."""
    return EVENT_WORDS.get(action) or f"{UNKNOWN_ACT} {action}"
