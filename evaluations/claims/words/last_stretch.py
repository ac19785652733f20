"""What stands between the last of some signs and a place: a pattern that goes on to the place need not begin before that."""


def last_stretch(text: str, begin: int, end: int, stops: str) -> int:
    """Where the last stretch before `end` without any of these signs begins, at `begin` or behind it."""
    return max(begin, max(text.rfind(sign, begin, end) for sign in stops) + 1)
