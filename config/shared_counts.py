"""One count for all processes of a web server: each keeps its figures in a file, and whoever is asked adds them up.

prometheus_client names a file after its process, so that a server whose processes are renewed every day leaves hundreds
behind. Here it is named after a place, which the next process takes over, count and all, when its holder has ended.
Has to be called before prometheus_client is imported anywhere, and by the web processes alone: the variable of the library
is set here and not by whoever runs the site, or every worker and command would leave files of its own.
"""

import fcntl
import os
import sys
import tempfile
from pathlib import Path

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
CHOSEN_FOLDER = "METRICS_FOLDER"
# Raised with every change of a count's labels: what a version of before has left in the folder would be told for ever.
LABELS_VERSION = "2"
_held: list[int] = []  # the lock of this process's place, kept open as long as it lives


def share_counts() -> None:
    """Let this process count in a file; does nothing where figures have begun in memory (tests, commands)."""
    if "prometheus_client" in sys.modules:
        return
    folder = Path(os.environ.get(CHOSEN_FOLDER) or default_folder())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{CHOSEN_FOLDER} names a folder of somebody else: {folder}")
    folder /= LABELS_VERSION
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ[FOLDER_VARIABLE] = str(folder)
    from prometheus_client import values

    place = take_place(folder)
    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: place)


def default_folder() -> Path:
    """A folder of this account's own; files of an earlier run go on counting."""
    return Path(tempfile.gettempdir()) / f"jixiao-metrics-{os.getuid()}"


def take_place(folder: Path) -> int:
    """The first number that no living process holds; the system lets go of it when the process ends, however it ends."""
    number = 0
    while True:
        held = os.open(folder / f"place-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            number += 1
        else:
            _held.append(held)
            return number
