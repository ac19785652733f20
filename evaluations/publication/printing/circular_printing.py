"""The county's 汇总通报 as a PDF, by the machine that prints reports."""

from evaluations.models import Circular
from evaluations.publication.printing.print_child import print_html


def print_circular(payload: dict) -> None:
    """Job handler: print a 通报 that has no PDF yet. May run twice. Raises RenderRefused with the reason."""
    circular = Circular.objects.filter(pk=payload["circular"], pdf=None).first()
    if circular is None:
        return
    printed = print_html(circular.page)
    Circular.objects.filter(pk=circular.pk).update(pdf=printed.pdf, pages=printed.pages)
