"""What the printer is asked for: a page and the files that go into the paper, as JSON on its standard input."""

import base64
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class PaperAttachment:
    """A file inside the PDF: its name, what it is in Chinese, its AFRelationship, and the moment it is of (ISO 8601)."""

    name: str
    description: str
    relationship: str
    stamp: str
    content: bytes


def order_as_json(html: str, attachments: tuple[PaperAttachment, ...]) -> bytes:
    """The order as the printer reads it."""
    files = [asdict(one) | {"content": base64.b64encode(one.content).decode()} for one in attachments]
    return json.dumps({"html": html, "attachments": files}, ensure_ascii=False).encode()


def order_from_json(order: bytes) -> tuple[str, tuple[PaperAttachment, ...]]:
    """The page and its attachments."""
    read = json.loads(order)
    files = [PaperAttachment(**one | {"content": base64.b64decode(one["content"])}) for one in read["attachments"]]
    return read["html"], tuple(files)
