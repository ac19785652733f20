"""What is away when something fails: the database, or room on the disk. Needs no model: the log asks before Django is up."""

import errno
import sqlite3

from django.db.utils import InterfaceError, OperationalError

DATABASE_AWAY = "系统暂时连不上数据库，刚才的操作没有办理。"
FILES_AWAY = "系统暂时连不上文件存储，刚才的操作没有办理。"
DISK_FULL = "服务器的磁盘空间不足，刚才的操作没有办理。"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


def outage_reason(error: BaseException | None) -> str:
    """The sentence for what is away, looking also at what the error came from; "" for a fault of ours."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_SPACE or type(error).__name__ == "DiskFull":
            return DISK_FULL
        if type(error).__name__ == "FilesAway":
            return FILES_AWAY
        if is_database_away(error):
            return DISK_FULL if type(error.__cause__).__name__ == "DiskFull" else DATABASE_AWAY
        error = error.__cause__ or error.__context__
    return ""


def is_database_away(error: BaseException) -> bool:
    """A connection lost, refused or not to be had in time; SQLite says the same of a table that is missing."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return not (isinstance(error.__cause__, sqlite3.OperationalError) and "no such" in str(error))
