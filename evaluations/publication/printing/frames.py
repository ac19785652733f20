"""What worker and printer say to each other over pipes: eight bytes of length, then the bytes."""

import json
from typing import IO

LENGTH_BYTES = 8
LONGEST_FRAME = 256 * 1024 * 1024


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send bytes, whole. Raises OSError when nobody listens any more."""
    pipe.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next bytes; None when the other side has ended, or says something that is no frame."""
    length = int.from_bytes(head, "big") if len(head := pipe.read(LENGTH_BYTES)) == LENGTH_BYTES else -1
    if not 0 <= length <= LONGEST_FRAME:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def told_answer(told: dict[str, object], pdf: bytes = b"") -> bytes:
    """How a printing ended, in one line of JSON, and the PDF behind it."""
    return json.dumps(told).encode() + b"\n" + pdf


def read_answer(answer: bytes) -> tuple[dict, bytes]:
    """The same, taken apart."""
    line, _, pdf = answer.partition(b"\n")
    return json.loads(line), pdf
