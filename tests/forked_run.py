"""The tests are read once, and run by processes that are forked from the one that has read them.

pytest --processes 3      each takes the next file when it has ended one: what a module makes is made in one process

To read the tests costs a dozen seconds of a processor, which each worker of pytest-xdist would pay. Leans on three things that
pytest offers no other way to: its captured output, its folder of temporary files, Python's list of what is done at the end.
"""

import atexit
import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized

import pytest

from departments.frame_room import with_frame_room
from tests.services import die_with_parent

FORK = multiprocessing.get_context("fork")
Files = list[list[pytest.Item]]


def add_number_of_processes(parser: pytest.Parser) -> None:
    """The option --processes."""
    parser.addoption("--processes", type=int, default=1, help="run the tests in so many processes, file by file")


def is_shared_out(config: pytest.Config) -> bool:
    """Whether this run has several processes."""
    return config.option.processes > 1 and not config.option.collectonly


def share_out(session: pytest.Session) -> bool:
    """Run all tests that were read; in place of pytest's own loop."""
    files, taken = by_file(session.items), FORK.Value("i", 0)
    workers = [Worker(session, files, taken, number) for number in range(session.config.option.processes)]
    try:
        begun = gather(session, workers)
        if stopped := session.shouldfail or session.shouldstop:
            raise session.Interrupted(stopped)
        for item in session.items:
            if item.nodeid not in begun:
                log_failure(session, (item.nodeid, item.location), "the process that had taken this file has ended")
    finally:
        for worker in workers:
            worker.end()
    return True


def by_file(items: list[pytest.Item]) -> Files:
    """The tests of each file, in their order."""
    files: dict[object, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    return list(files.values())


def gather(session: pytest.Session, workers: list["Worker"]) -> set[str]:
    """Hand on what the processes tell, until all have ended; the tests that they have begun."""
    speaking, begun = {worker.told: worker for worker in workers}, set()
    while speaking:
        for told in wait(list(speaking)):
            worker = speaking[told]  # type: ignore[index]  # of those that were handed in
            if not worker.hand_on(session):
                del speaking[worker.told]
            elif worker.running:
                begun.add(worker.running[0])
        if session.shouldfail or session.shouldstop:
            workers[0].taken.value = len(workers[0].files)
    return begun


def log_failure(session: pytest.Session, test: tuple[str, tuple], said: str) -> None:
    """Of a test that could not tell it itself."""
    report = pytest.TestReport(*test, {}, "failed", said, "call")
    session.config.hook.pytest_runtest_logreport(report=report)


class Worker:
    """One process, as the one that has read the tests sees it."""

    def __init__(self, session: pytest.Session, files: Files, taken: "Synchronized[int]", number: int) -> None:
        self.files, self.taken = files, taken
        self.told, tell = FORK.Pipe(duplex=False)
        self.running: tuple[str, tuple] | None = None
        self.process = FORK.Process(
            target=with_frame_room(run_files), args=(Share(session, files, taken, number, tell),)
        )
        self.process.start()
        tell.close()  # else its end would not be seen

    def hand_on(self, session: pytest.Session) -> bool:
        """One thing that it tells; False when it has ended."""
        hook = session.config.hook
        try:
            kind, told = self.told.recv()
        except EOFError:
            if self.running:
                self.process.join()
                log_failure(session, self.running, f"the process of this test ended with {self.process.exitcode}")
            return False
        if kind == "begins":
            self.running = told
            hook.pytest_runtest_logstart(nodeid=told[0], location=told[1])
        elif kind == "report":
            hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=session.config, data=told))
        else:
            self.running = None
            hook.pytest_runtest_logfinish(nodeid=told[0], location=told[1])
        return True

    def end(self) -> None:
        """Nothing to do if it has ended; else it stops where it is, as after Ctrl-C."""
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()


# --- in the forked process -----------------------------------------------------------------------


@dataclass
class Share:
    """What a process is given."""

    session: pytest.Session
    files: Files
    taken: "Synchronized[int]"
    number: int
    tell: Connection

    def items(self) -> Iterator[pytest.Item]:
        """The tests of one file after the other, of those that nobody else has taken."""
        while True:
            with self.taken.get_lock():
                number = self.taken.value
                self.taken.value += 1
            if number >= len(self.files):
                return
            yield from self.files[number]


def run_files(share: Share) -> None:
    """Run what is left, and tell."""
    begin_process(share)
    items, hook = share.items(), share.session.config.hook
    item = next(items, None)
    try:
        while item:
            following = next(items, None)
            hook.pytest_runtest_protocol(item=item, nextitem=following)
            item = following
    except KeyboardInterrupt:
        share.session._setupstate.teardown_exact(None)
    finally:
        atexit._run_exitfuncs()


def begin_process(share: Share) -> None:
    """It has a name, output and a folder of its own, and is quiet."""
    die_with_parent()
    config = share.session.config
    config.workerinput = {"workerid": f"fork{share.number}"}  # type: ignore[attr-defined]  # by it pytest-django names databases
    config.pluginmanager.unregister(name="terminalreporter")
    config.pluginmanager.register(Telling(config, share.tell))
    captured = config.pluginmanager.getplugin("capturemanager")
    captured.stop_global_capturing()
    captured.start_global_capturing()
    captured.suspend_global_capture()
    factory = config._tmp_path_factory  # type: ignore[attr-defined]  # set by pytest's own plugin
    factory._basetemp = factory.mktemp(f"fork{share.number}", numbered=False)


@dataclass(eq=False)
class Telling:
    """A plugin that tells what pytest would show."""

    config: pytest.Config
    tell: Connection

    def pytest_runtest_logstart(self, nodeid: str, location: tuple) -> None:
        """A test begins."""
        self.tell.send(("begins", (nodeid, location)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How a part of it went."""
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.tell.send(("report", data))

    def pytest_runtest_logfinish(self, nodeid: str, location: tuple) -> None:
        """It has ended."""
        self.tell.send(("ended", (nodeid, location)))
