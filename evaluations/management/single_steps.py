"""Migrations one by one: what a later one replaces, and not that one.

Django goes over them by itself where some of them are applied. To go back to one of them, when all are, it needs this.
"""

from collections.abc import Callable
from typing import Any

from django.core.management.commands import migrate as django_migrate
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class SingleStepsLoader(MigrationLoader):
    """Knows no migration that replaces others; raises what MigrationLoader raises."""

    def __init__(self, connection: BaseDatabaseWrapper | None, load: bool = True) -> None:
        super().__init__(connection, load=load, replace_migrations=False)

    def build_graph(self) -> None:
        """What depends on one that replaces others depends on the last of those."""
        super().build_graph()
        for key, migration in self.replacements.items():
            self.graph.remove_replacement_node(key, migration.replaces)


class SingleStepsExecutor(MigrationExecutor):
    """Applies and takes back single steps."""

    def __init__(self, connection: BaseDatabaseWrapper, progress_callback: Callable[..., Any] | None = None) -> None:
        super().__init__(connection, progress_callback)
        self.loader = SingleStepsLoader(connection)


def names_single_step(app: str | None, name: str | None) -> bool:
    """Whether this is the beginning of the name of a migration that another one replaces."""
    if not (app and name):
        return False
    replaced = {step for migration in MigrationLoader(None).replacements.values() for step in migration.replaces}
    return any(of == app and step.startswith(name) for of, step in replaced)


def migrate_by_single_steps(command: Callable[[], object]) -> None:
    """Run Django's command, which makes its executor itself, with the one that knows single steps."""
    usual = django_migrate.MigrationExecutor  # type: ignore[attr-defined]  # imported there
    django_migrate.MigrationExecutor = SingleStepsExecutor  # type: ignore[attr-defined]  # as above
    try:
        command()
    finally:
        django_migrate.MigrationExecutor = usual  # type: ignore[attr-defined]  # as above
