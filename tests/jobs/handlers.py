"""The job handler of the chaos tests."""

import time
from pathlib import Path

from django.conf import settings


def note(payload: dict) -> None:
    """Work for a while, then leave a whole file: temporary name first, as the real handler does."""
    folder = Path(settings.MEDIA_ROOT)
    with (folder / "started").open("a") as log:
        log.write(f"{payload['n']}\n")
    time.sleep(payload.get("seconds", 0.3))
    temporary = folder / f".{payload['n']}"
    temporary.write_text(f"result {payload['n']}")
    temporary.replace(folder / f"result-{payload['n']}")
