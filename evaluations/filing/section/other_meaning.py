"""说的是别的事项: one press under a text says why a warning about one of its numbers may stand; another takes it back."""

from collections.abc import Collection

from django.contrib import messages

from departments.requests import SignedInRequest
from evaluations.filing.checking.explaining import store_explanations
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parts.said import KEY_SEPARATOR, TAKEN_BACK
from evaluations.workflow.acting import ActRefused

OTHER_BUTTON = "other"  # the button's name; what it sends: parts/said.py
MEANS_ANOTHER = "经核对，文字中的这个数说的是别的事项，不是表中的这个数。"
SAID = "已记下“说的是别的事项”，供财政局查看，不公开；要改写或公开，请到“勾稽校验”页。"
UNSAID = "说明已撤回。"


def other_input(request: SignedInRequest, inputs: Collection[str]) -> str:
    """The input under which the button was pressed; "" for none, and for one that the page does not have."""
    name = request.POST.get(OTHER_BUTTON, "").removeprefix(TAKEN_BACK).partition(KEY_SEPARATOR)[0]
    return name if name in inputs else ""


def store_other_meaning(request: SignedInRequest, desk: Desk) -> None:
    """Store or delete the explanation that was pressed, after the text was saved, and say so."""
    asked = request.POST.get(OTHER_BUTTON, "")
    key, text = asked.partition(KEY_SEPARATOR)[2], "" if asked.startswith(TAKEN_BACK) else MEANS_ANOTHER
    if not key:
        return
    try:
        refused = store_explanations(desk, {key: text}, request.user)
    except ActRefused as error:
        refused = {key: error.message}
    if refused:
        messages.warning(request, refused[key])
    else:
        messages.success(request, SAID if text else UNSAID)
