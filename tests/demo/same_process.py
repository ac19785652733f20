"""Processes beside the story that are this one: what is begun is done at once."""

from concurrent.futures import Future

from evaluations.demo.side_processes import SideProcesses


class HereAtOnce(SideProcesses):
    """Begins no process."""

    def __init__(self):
        """Nothing to begin."""

    def begin(self, work, *args, **given):
        """Done already."""
        done: Future = Future()
        done.set_result(work(*args, **given))
        return done
