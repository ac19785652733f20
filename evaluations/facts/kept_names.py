"""Names by which answers are kept: a report of a thousand projects asks for their hash at each of its texts."""


class KeptNames(tuple[str, ...]):
    """A tuple of names whose hash is found once."""

    def __hash__(self) -> int:
        own: dict[str, int] = self.__dict__
        if (known := own.get("hash")) is None:
            known = own["hash"] = tuple.__hash__(self)
        return known
