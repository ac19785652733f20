"""What an event of a department says beside actor and object: the same words in the log and on the department's page."""

from evaluations.audit.change_details import changes_told
from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Event

# Action → the words around its details.
DEPARTMENT_TOLD = {
    "add_department": "{values}",
    "edit_department": "{changes}",
    "rename_department": "自 {day} 起由“{old}”更名为“{new}”，依据：{reason}",
    "stop_department": "自 {day} 起，原因：{reason}",
    "resume_department": "原因：{reason}",
    "merge_department": "“{old}”并入“{into}”，依据：{reason}",
    "undo_merge": "“{old}”不再并入“{into}”，原因：{reason}",
    "import_departments": "新增 {new} 个，修改 {changed} 个，建立账号 {accounts} 个",
}


def department_told(event: Event) -> str:
    """What was done, without who, when and to which department; "" for a refusal and an event of another kind."""
    if event.outcome != OUTCOME_OK or event.action not in DEPARTMENT_TOLD:
        return ""
    values = "，".join(f"{label} {value}" for label, value in event.detail.get("values", {}).items())
    changes = changes_told(event.detail.get("changes", []))
    return DEPARTMENT_TOLD[event.action].format_map(event.detail | {"values": values, "changes": changes})
