"""What a finding quotes of a text: from the beginning of a clause, so that no name is cut in two."""

from evaluations.language.faults import quoted_label

CLAUSE_SIGNS = "，,。；;！!？?\n"
NEAR = 12  # characters that may stand between the word and what the reader kept before it


def quoted_clause(text: str, quote: str, end: int) -> str:
    """The quote as it stands in `text` a little before or at `end`, with what belongs to its first clause before it.

    The quote itself where it is not found there: quotation marks inside it may have been left out.
    """
    at = text.rfind(quote, 0, end + NEAR)
    if at < 0:
        return quoted_label(quote)
    begin = max(text.rfind(sign, 0, at) for sign in CLAUSE_SIGNS) + 1
    return quoted_label(f"{text[begin:at].lstrip()}{quote}")
