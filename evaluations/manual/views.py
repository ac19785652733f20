"""The manual's pages: contents and search, a chapter, a picture, the whole as PDF. Everybody may read them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from departments.access import allow_everybody, reads_only
from evaluations.evidence.private_files import make_harmless
from evaluations.manual.manual_chapters import manual_chapters, pictures_folder
from evaluations.manual.manual_paper import manual_pdf
from evaluations.manual.manual_pictures import illustrated_chapter, picture_address
from evaluations.manual.manual_search import search_manual
from evaluations.publication.printing.print_child import RenderRefused


@allow_everybody
@reads_only
def manual_page(request: HttpRequest) -> HttpResponse:
    """Contents, and what a search finds."""
    text = request.GET.get("q", "")
    context = {"chapters": manual_chapters().values(), "query": text, "hits": search_manual(text) if text else []}
    return render(request, "manual/contents.html", context)


@allow_everybody
@reads_only
def chapter_page(request: HttpRequest, chapter: str) -> HttpResponse:
    """One chapter, its sections beside it; 404 for a name that is none."""
    chapters = manual_chapters()
    if chapter not in chapters:
        raise Http404
    shown = chapters[chapter]
    context = {"chapter": shown, "text": illustrated_chapter(shown, picture_address), "chapters": chapters.values()}
    return render(request, "manual/chapter.html", context)


@allow_everybody
@reads_only
def manual_picture(request: HttpRequest, picture: str) -> HttpResponse:
    """A picture that scripts/manual_pictures.py made; 404 when it has not been made."""
    path = pictures_folder() / f"{picture}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


@allow_everybody
@reads_only
def manual_file(request: HttpRequest) -> HttpResponse:
    """The whole manual as PDF; when it cannot be printed, a page that says why (503)."""
    try:
        pdf = manual_pdf()
    except RenderRefused as refused:
        return render(request, "manual/unprinted.html", {"reason": refused}, status=503)
    return make_harmless(HttpResponse(pdf, content_type="application/pdf"), "部门整体支出绩效评价系统使用手册.pdf")
