"""manage.py backup: database, private files and the head of the log's chain, in a form that restore_drill puts back."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from evaluations.models.event import BACKUP_ACTION
from evaluations.proof.backups.backup_folder import BackupFault
from evaluations.proof.backups.making_backups import make_backup
from evaluations.proof.backups.noted_runs import noted_run


class Command(BaseCommand):
    help = (
        "备份数据库、佐证材料、公开的 PDF 和日志封印到 DIR；文件只增不改，每次只复制新的。"
        "设有 BACKUP_RECIPIENT 时全部加密。恢复和演练用 restore_drill。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="存放备份的目录，应在另一台机器的磁盘上")
        parser.add_argument(
            "--keep", type=int, default=0, metavar="N", help="只保留最近 N 份数据库备份；不写则全部保留"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 on another engine, 1 when the backup could not be made."""
        if connection.vendor != "postgresql":
            raise CommandError("备份命令用于 PostgreSQL；试用的 SQLite 停下后复制 var 目录即可。", returncode=2)
        if options["keep"] < 0:
            raise CommandError("--keep 不能小于 0。", returncode=2)
        begun = time.monotonic()
        try:
            with noted_run(BACKUP_ACTION) as told:
                run, made = make_backup(Path(options["folder"]), options["keep"])
                told |= {
                    "name": run.name,
                    "files": len(made.files),
                    "bytes": made.dump_bytes,
                    "encrypted": made.encrypted,
                }
        except (BackupFault, OSError) as error:
            raise CommandError(f"没有备份成：{error}", returncode=1) from error
        self.stdout.write(
            f"备份完成：{run}，数据库 {made.dump_bytes / 2**20:.1f} MB，文件 {len(made.files)} 个，"
            f"{'已加密' if made.encrypted else '未加密'}，用时 {time.monotonic() - begun:.1f} 秒。\n"
            f"日志封印：{made.witness.partition(' ')[0] or '尚无'}"
        )
