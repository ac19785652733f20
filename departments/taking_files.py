"""Which views take files, and how large a request may be: said on the view, kept by config/body_ceiling.py.

    @allow_roles(Role.PREPARER)
    @takes_files            # one file; @takes_many_files: several at once
    @writes_only
    def upload(request, pk): ...

A view without either mark is sent no file: what comes all the same is read and thrown away.
"""

from django.conf import settings

from departments.access import View, marked_view

ROOM_FOR_FIELDS = 4 * 2**20  # Django takes 2.5 MB of typed text; the rest is what a form's own marks weigh


def takes_files(view: View) -> View:
    """The view takes one file of the largest size."""
    return marked_view(view, most_bytes=ROOM_FOR_FIELDS + settings.EVIDENCE_FILE_BYTES)


def takes_many_files(view: View) -> View:
    """The view takes several files in one request."""
    return marked_view(view, most_bytes=ROOM_FOR_FIELDS + settings.REQUEST_FILES_BYTES)


def most_bytes_of(view: View) -> int:
    """How large a request to this view may be."""
    found: int = getattr(view, "most_bytes", ROOM_FOR_FIELDS)
    return found


def takes_any_file(view: View) -> bool:
    """Whether the view looks at files at all."""
    return hasattr(view, "most_bytes")
