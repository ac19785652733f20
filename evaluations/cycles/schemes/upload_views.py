"""A scheme file is judged, shown in words, and loaded only on the person's explicit word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_files
from evaluations.comparison.scheme_differences import compare_schemes
from evaluations.cycles.forms import SchemeLoadForm, SchemeUploadForm
from evaluations.cycles.schemes import loading
from evaluations.cycles.schemes.scheme_page import ShownScheme
from evaluations.language.faults import FileFault
from evaluations.models import Scheme as SchemeRow
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError, ScoringScheme

CONTENT_CHANGED = "页面里的内容与刚才核对的不一样，没有载入。请重新选择文件核对。"


@allow_roles(Role.BUREAU_ADMIN)
@takes_files
@reads_and_writes
def upload_scheme(request: SignedInRequest) -> HttpResponse:
    """Choose a file; POST shows every fault at once, or what the file says with the button that loads it."""
    if request.method != "POST":
        return scheme_upload_page(request, SchemeUploadForm())
    if shipped := loading.shipped_schemes().get(request.POST.get("shipped", "")):
        return unloaded_scheme_page(request, shipped, f"{shipped.code}.toml")
    form = SchemeUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return scheme_upload_page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        text = loading.decoded_scheme(file.read(), file.name)
        scheme = parse_scheme(text, file.name)
    except SchemeError as error:
        return scheme_upload_page(request, SchemeUploadForm(), error.faults, file.name, status=422)
    return unloaded_scheme_page(request, scheme, file.name)


def unloaded_scheme_page(request: SignedInRequest, scheme: ScoringScheme, name: str) -> HttpResponse:
    """What was chosen, in words, before anything is stored."""
    given = {"source": scheme.source, "name": name[:120], "digest": scheme.digest}
    return confirm_scheme_page(request, scheme, SchemeLoadForm(initial=given))


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def load_shown_scheme(request: SignedInRequest) -> HttpResponse:
    """Judge the text once more and load it; the hash tells whether it is the text that was shown."""
    form = SchemeLoadForm(request.POST)
    source, name = request.POST.get("source", ""), request.POST.get("name", "")[:120] or "文件"
    try:
        scheme = parse_scheme(source, name)
    except SchemeError as error:
        return scheme_upload_page(request, SchemeUploadForm(), error.faults, name, status=422)
    if scheme.digest != request.POST.get("digest"):
        fault = FileFault(
            where=name, read="另一份内容", expected="刚才核对过的内容", remedy=CONTENT_CHANGED.rstrip("。")
        )
        return scheme_upload_page(request, SchemeUploadForm(), [fault], name, status=409)
    if not form.is_valid():
        return confirm_scheme_page(request, scheme, form, status=422)
    row, new = loading.store_scheme(scheme, user=request.user, request=request)
    said = f"已载入“{row.title}”，下达年度任务时可以选用。" if new else "这份内容以前已经载入过，没有重复存入。"
    messages.success(request, said)
    return redirect("cycles:scheme", row.pk)


def scheme_upload_page(
    request: SignedInRequest,
    form: SchemeUploadForm,
    faults: list[FileFault] | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form for a file, below what was wrong with the last one."""
    context: dict[str, object] = {
        "form": form,
        "faults": faults or [],
        "name": name,
        "summary": scheme_fault_summary(faults or []),
    }
    loaded = set(SchemeRow.objects.values_list("digest", flat=True))
    context["shipped"] = {code: one for code, one in loading.shipped_schemes().items() if one.digest not in loaded}
    return render(request, "cycles/schemes/upload.html", context, status=status)


def scheme_fault_summary(faults: list[FileFault]) -> list[tuple[str, str]]:
    """The faults as lines of the error summary, each leading to its row."""
    return [
        (f"fault-{number}", f"{one.where}{one.key and f' 的 {one.key}'}：读到 {one.read}")
        for number, one in enumerate(faults, 1)
    ]


def confirm_scheme_page(
    request: SignedInRequest, scheme: ScoringScheme, form: SchemeLoadForm, status: int = 200
) -> HttpResponse:
    """What the file says and what looks like a slip in it, what it changes against the newest version of its code, and
    the word that loads it."""
    known = SchemeRow.objects.filter(digest=scheme.digest).first()
    before = (
        SchemeRow.objects.filter(code=scheme.code).exclude(digest=scheme.digest).order_by("-loaded_at", "-pk").first()
    )
    context = {
        "form": form,
        "scheme": scheme,
        "hints": hints_on_scheme(scheme),
        "shown": ShownScheme(scheme),
        "known": known,
        "before": before,
        "groups": compare_schemes(parsed_scheme(before), scheme) if before else (),
    }
    return render(request, "cycles/schemes/confirm.html", context, status=status)
