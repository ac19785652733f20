"""What was done to departments and who got an account there, as the log and the department's page word it."""

from evaluations.models import Event

# Action → its name in the log.
DEPARTMENT_EVENTS = {
    "add_department": "新增单位",
    "edit_department": "修改单位信息",
    "rename_department": "更名",
    "stop_department": "停用",
    "resume_department": "恢复使用",
    "merge_department": "合并",
    "undo_merge": "撤销合并",
    "import_departments": "导入单位",
    "create_account": "建立账号",
    "give_role": "授予角色",
}


def department_sentence(event: Event) -> str:
    """One sentence on the event, without who and when."""
    word, detail = DEPARTMENT_EVENTS[event.action], event.detail
    match event.action:
        case "add_department":
            given = "，".join(f"{label} {value}" for label, value in detail.get("values", {}).items())
            return f"{word}：{given}"
        case "edit_department":
            return f"{word}：" + "；".join(f"{what}由 {old} 改为 {new}" for what, old, new in detail["changes"])
        case "rename_department":
            return f"{word}：自 {detail['day']} 起由“{detail['old']}”更名为“{detail['new']}”，依据：{detail['reason']}"
        case "stop_department":
            return f"{word}：自 {detail['day']} 起，原因：{detail['reason']}"
        case "resume_department" | "undo_merge":
            return f"{word}，原因：{detail['reason']}"
        case "merge_department":
            return f"{word}：“{detail['old']}”并入“{detail['into']}”，依据：{detail['reason']}"
        case "create_account" | "give_role":
            return f"{word}：{detail['name']}（{detail['username']}），{detail['role']}"
    return f"{word}：新增 {detail['new']} 个，修改 {detail['changed']} 个，建立账号 {detail['accounts']} 个"
