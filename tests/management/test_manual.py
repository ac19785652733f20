"""Every command of ours is described to those who run it."""

from django.core.management import get_commands

from tests.sources import OURS, ROOT

MANUALS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_stands_in_a_manual():
    texts = "\n".join(path.read_text() for path in MANUALS)
    own = {name for name, application in get_commands().items() if str(application) in OURS}
    assert len(own) > 10 and {name for name in own if f"manage.py {name}" not in texts} == set()
