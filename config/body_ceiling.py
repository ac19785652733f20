"""How much a request may bring along, judged before its first byte is read: Django parks every file of a form in /tmp before
any view, and so before anybody was asked to sign in. Who is not signed in has no file kept, but on a page that is open to all.
"""

from codecs import lookup
from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.http import HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from config.outage import Unavailable, unavailable_answer
from departments.access import PUBLIC_ACCESS
from departments.site_request import SiteRequest
from departments.taking_files import ROOM_FOR_FIELDS, most_bytes_of, takes_any_file

MEGABYTE = 2**20
PLAIN_FORM = "application/x-www-form-urlencoded"
PIECE = 64 * 1024
# Of what was too much so much is read and thrown away: a browser shows no answer while it cannot send to the end.
MOST_DRAINED = 256 * MEGABYTE
MOST_DRAINED_OF_STRANGERS = 32 * MEGABYTE
TOO_MUCH = "提交的内容有 {size} MB，这里一次最多 {most} MB，没有收下。"
BodyHandler = Callable[[SiteRequest], HttpResponse]


def body_ceiling(get_response: BodyHandler) -> BodyHandler:
    """Middleware behind the sessions, before anything that reads the body (the form's token)."""

    def middleware(request: SiteRequest) -> HttpResponse:
        refuse_other_charset(request)
        length = body_length(request)
        # Small bodies, nearly all of them, cost neither a look at the address nor one at the session.
        if not length or length <= ROOM_FOR_FIELDS and "multipart" not in request.META.get("CONTENT_TYPE", "").lower():
            return get_response(request)
        request.keeps_files = False  # also where the next line finds no database, and the answer reads what was typed
        known = SESSION_KEY in request.session
        most, keeps = allowance(request.path_info, known)
        if length > most:
            drain(request, MOST_DRAINED if known else MOST_DRAINED_OF_STRANGERS)
            return unavailable_answer(request, too_much(length, most))
        request.keeps_files = keeps
        return get_response(request)

    return middleware


def refuse_other_charset(request: SiteRequest) -> None:
    """A form says that it is in UTF-8 or says nothing; raises BadRequest for any other charset.

    Django raises it, too, but for whoever asks for a field: the page that tells of it does, and ended as a bare 500.
    """
    told = request.encoding
    if request.content_type == PLAIN_FORM and told and told.lower() != "utf-8":
        request.encoding = "utf-8"
        if lookup(told).name != "utf-8":  # another spelling of it; an unknown name Django has passed over
            raise BadRequest(f"a form in {told}")


def body_read_out(get_response: BodyHandler) -> BodyHandler:
    """Middleware around all others: what nobody has read of a body is read and thrown away before the answer goes out.

    The server would close the connection on a proxy that still sends, which then says 502 where we have said why.
    """

    def middleware(request: SiteRequest) -> HttpResponse:
        answer = get_response(request)
        if body_length(request):
            # Several files at once are more than what is read of a stranger.
            drain(request, MOST_DRAINED if getattr(request, "keeps_files", False) else MOST_DRAINED_OF_STRANGERS)
        return answer

    return middleware


def body_length(request: SiteRequest) -> int:
    """What the request says that it brings; Django reads no byte beyond."""
    try:
        return max(0, int(request.META.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def allowance(path: str, known: bool) -> tuple[int, bool]:
    """(most bytes of the whole request, whether its files are kept) at this address for somebody signed in or not.

    A stranger's form for a page of ours is read, so that what was typed before the session ended comes back.
    """
    try:
        view = resolve(path).func
    except Resolver404:
        return ROOM_FOR_FIELDS, False
    return most_bytes_of(view), takes_any_file(view) and (known or PUBLIC_ACCESS in getattr(view, "roles", ()))


def too_much(length: int, most: int) -> Unavailable:
    """The sentence for a request that is too large."""
    reason = TOO_MUCH.format(size=-(-length // MEGABYTE), most=most // MEGABYTE)
    return Unavailable(reason, 413, "内容太大", "请返回原来的页面，分几次上传，或压缩文件后再传。")


def drain(request: SiteRequest, most: int) -> None:
    """Read what is on its way and keep nothing of it; whoever has gone away meanwhile hears no answer anyway."""
    with suppress(UnreadablePostError):
        while most > 0 and (piece := request.read(PIECE)):
            most -= len(piece)
