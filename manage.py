#!/usr/bin/env python
"""Django's command line for Jixiao."""

import io
import os
import sys


def write_utf8_to_files() -> None:
    """A person's terminal keeps its encoding; what goes into a file or another program is UTF-8 on any host."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    write_utf8_to_files()
    from django.core.management import execute_from_command_line

    from departments.frame_room import with_frame_room

    with_frame_room(execute_from_command_line)(sys.argv)
