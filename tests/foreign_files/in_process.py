"""Many small files in one test run: they are opened in this process; test_child.py looks at the real child."""

from evaluations.foreign_files import child, opening


def answer_in_process(monkeypatch) -> None:
    """Let the test's own process answer instead of a child; requests and answers take the same way as JSON."""
    monkeypatch.setattr(opening, "run_child", child.child_answer)
