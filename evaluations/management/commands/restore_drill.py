"""manage.py restore_drill: put a backup into a scratch database and folder, run verify there, and take both away again."""

import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from evaluations.models.event import DRILL_ACTION
from evaluations.proof.backups.backup_folder import BackupFault
from evaluations.proof.backups.database_dump import drop_database, make_database
from evaluations.proof.backups.noted_runs import noted_run
from evaluations.proof.backups.restoring_backups import (
    RestorePlace,
    chosen_backup,
    restore_backup,
    verify_restored,
)


class Command(BaseCommand):
    help = (
        "恢复演练：把 DIR 中最近一份备份恢复到临时数据库和临时目录，在其中执行 verify，再一并删除；不动正在使用的数据。"
        "用数据库管理员的 DATABASE_URL 执行。--keep 则保留恢复出的数据库和目录，供真正恢复时使用。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="backup 命令所用的目录")
        parser.add_argument("--backup", default="", metavar="NAME", help="其中哪一份；不写为最近一份")
        parser.add_argument("--identity", default="", metavar="FILE", help="解密用的 age 私钥文件")
        parser.add_argument("--work", metavar="DIR", help="临时目录建在哪里；不写为系统的临时目录")
        parser.add_argument("--keep", action="store_true", help="保留恢复出的数据库和目录")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 when the backup cannot be restored, 1 when verify finds faults in what was."""
        if connection.vendor != "postgresql":
            raise CommandError("恢复演练用于 PostgreSQL。", returncode=2)
        name = f"{connection.settings_dict['NAME']}_drill_{secrets.token_hex(4)}"
        files = Path(tempfile.mkdtemp(prefix="jixiao-drill-", dir=options["work"]))
        kept = False
        try:
            with noted_run(DRILL_ACTION) as told:
                kept = self.drill(RestorePlace(name, files, options["identity"]), options, told)
        except BackupFault as fault:
            raise CommandError(str(fault), returncode=2) from fault
        except DatabaseError as error:
            raise CommandError(f"不能建临时数据库：{error}请用数据库管理员的 DATABASE_URL。", returncode=2) from error
        finally:
            if not kept:
                drop_database(name)
                shutil.rmtree(files)

    def drill(self, place: RestorePlace, options: dict[str, Any], told: dict[str, Any]) -> bool:
        """Restore and verify; whether the restored is to stay."""
        begun = time.monotonic()
        run = chosen_backup(Path(options["folder"]), options["backup"])
        told["name"] = run.name
        make_database(place.database)
        manifest = restore_backup(run, place)
        restored = time.monotonic()
        whole, said = verify_restored(place, manifest.made_at)
        self.stdout.write(
            f"备份 {run.name}（{manifest.made_at}）：恢复用时 {restored - begun:.1f} 秒，"
            f"核验用时 {time.monotonic() - restored:.1f} 秒。\n{said}"
        )
        if not whole:
            raise CommandError("恢复出的数据没有通过核验。", returncode=1)
        if options["keep"]:
            # Not its address, which has the administrator's password in it.
            self.stdout.write(f"恢复出的数据库：{place.database}\n恢复出的文件：{place.files}")
        return bool(options["keep"])
