"""Public pages, without login: a paper held against the record, by its printed code or by the file itself."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from departments.access import allow_everybody, reads_and_writes, reads_only
from departments.taking_files import takes_files
from evaluations.publication.portal.old_version import replaced_address
from evaluations.publication.portal.portal_frame import portal_frame, portal_page, publicly_cached
from evaluations.publication.portal.shelf import portal_address, shelf_counties
from evaluations.publication.verification.file_check import (
    FileVerdict,
    TooManyChecks,
    verdict_by_digest,
    verdict_on_file,
)
from evaluations.publication.verification.paper_standing import (
    FILE_DIGEST,
    PaperStanding,
    PaperState,
    standing_by_token,
)

TOO_LARGE = "文件超过 {megabytes} MB，本系统公开的报告没有这么大，请核对是不是选错了文件。"


class PaperFileForm(forms.Form):
    """The file to be checked."""

    paper = forms.FileField(
        label="PDF 文件",
        allow_empty_file=True,
        error_messages={"required": "请先选择要核验的 PDF 文件。", "invalid": "请选择一个文件。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf", "class": "form-control"}),
    )


@allow_everybody
@takes_files
@reads_and_writes
def verification_page(request: HttpRequest) -> HttpResponse:
    """Choose a file: the browser makes its SHA-256 (GET ?sha256=…), or the server looks at it and forgets it (POST)."""
    if request.method == "POST":
        form = PaperFileForm(request.POST, request.FILES)
        if getattr(request, "too_large", ()):
            return refused(request, TOO_LARGE.format(megabytes=settings.EVIDENCE_FILE_BYTES // 2**20), 422)
        if not form.is_valid():
            return verification_answer(request, {"form": form}, status=422)
        try:
            return verdict_page(request, verdict_on_file(form.cleaned_data["paper"].read()))
        except TooManyChecks as busy:
            return refused(request, str(busy), 503)
    digest = request.GET.get("sha256", "").strip().lower()
    if FILE_DIGEST.fullmatch(digest):
        return verdict_page(request, verdict_by_digest(digest))
    return verification_answer(request, {"form": PaperFileForm()})


def verification_answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page with the form, in the portal's frame; its token needs the request, and so no cache may keep it."""
    return render(request, "publication/verification/home.html", {**portal_frame(), **context}, status=status)


def refused(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """The page again, with why the file was not looked at."""
    context = {"form": PaperFileForm(), "refused": words}
    return verification_answer(request, context, status=status)


def verdict_page(request: HttpRequest, verdict: FileVerdict) -> HttpResponse:
    """The verdict on a file, with the way to check another one."""
    context = {"form": PaperFileForm(), "verdict": verdict, **standing_context(verdict.standing)}
    return verification_answer(request, context)


@allow_everybody
@reads_only
@publicly_cached
def verified_paper_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the QR code leads: the paper with this printed code, and whether it still counts. 404 for no paper of ours."""
    standing = standing_by_token(token.lower())
    if standing is None:
        raise Http404
    context = standing_context(standing)
    return portal_page("publication/verification/paper.html", context, county=standing.publication.department.county)


def standing_context(standing: PaperStanding | None) -> dict[str, object]:
    """The paper, where the public reads what counts now, and where the paper itself where it was replaced."""
    readable = (standing.live or standing.publication) if standing else None
    shown = readable is not None and readable.state == readable.State.LIVE
    address = portal_address("report", readable, shelf_counties()) if readable and shown else ""
    replaced = standing is not None and standing.publication.state == PaperState.SUPERSEDED
    old = replaced_address(standing.publication) if standing and replaced else ""
    return {"standing": standing, "address": address, "old_address": old}
