"""The one spelling of JSON under which things are hashed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical_json(data: Any) -> str:
    """The one way to write this JSON: sorted keys, no blanks, UTF-8, no floats (they have no exact form).

    Raises TypeError for a float, a Decimal or anything else that is not plain JSON.
    """
    _refuse_floats(data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError(f"a float has no canonical form: {data}")
    parts = data.values() if isinstance(data, Mapping) else data if isinstance(data, (list, tuple)) else ()
    for part in parts:
        _refuse_floats(part)


def canonical_digest(data: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()
