"""Small numbers that come back from our own pages: versions, row numbers, page numbers."""

LONGEST_SMALL_NUMBER = 9


def small_number(text: str) -> int:
    """Return the number, or -1, which fits nothing stored, when the text is not one to nine ASCII digits.

    The length is judged first: Python refuses 5,000 digits with an error, and no column holds ten.
    """
    return int(text) if len(text) <= LONGEST_SMALL_NUMBER and text.isascii() and text.isdigit() else -1
