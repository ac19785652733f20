"""How the printer says no; apart from it, so that whoever calls the printer need not load WeasyPrint."""

REFUSED_EXIT = 3


class PrinterRefused(Exception):
    """The report cannot be printed; the text is a Chinese sentence."""


class GlyphsLacking(PrinterRefused):
    """The report has characters that no font of this host draws."""
