"""Make an undefined variable in one of our own templates an error instead of an empty space."""

import sys
from pathlib import Path

from django.template.base import Node

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / ".venv"


class UndefinedVariable(Exception):
    """A template named something that the view did not give it."""


class Undefined:
    """Takes the place of the setting string_if_invalid, which Django fills in with %."""

    def __contains__(self, key: str) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        origin = rendering_template()
        # crispy-forms leaves variables undefined on purpose; only our own templates are judged.
        if ROOT in origin.parents and PACKAGES not in origin.parents:
            raise UndefinedVariable(f"{variable} in {origin.relative_to(ROOT)}")
        return ""


def rendering_template() -> Path:
    """Find the innermost template on the call stack."""
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and node.origin:
            return Path(node.origin.name)
        frame = frame.f_back
    return Path()
