"""A second process that is this one: what is begun is done at once."""

from concurrent.futures import Future

from evaluations.demo.second_process import SecondProcess


class HereAtOnce(SecondProcess):
    """Begins no process."""

    def __init__(self):
        """Nothing to begin."""

    def begin(self, work, *args, **given):
        """Done already."""
        done: Future = Future()
        done.set_result(work(*args, **given))
        return done
