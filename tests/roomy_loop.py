"""The loop of tests in one piece of memory for the frames of its calls: else they ask the kernel for one again and again."""

import pytest

from departments.frame_room import with_frame_room


def run_roomy_loop(session: pytest.Session) -> object:
    """What pytest would run, called by a frame with room for all calls below it."""
    for one in reversed(session.config.hook.pytest_runtestloop.get_hookimpls()):
        if one.wrapper or one.hookwrapper or one.tryfirst:  # wrappers go around this; the one that is first called this
            continue
        given = {"session": session} if "session" in one.argnames else {}
        if (answer := with_frame_room(one.function)(**given)) is not None:
            return answer
    return None
