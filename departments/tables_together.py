"""An operation of a migration: many tables made in one step."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel, SeparateDatabaseAndState
from django.db.migrations.state import ProjectState


class TablesTogether(SeparateDatabaseAndState):
    """Make all these tables from the models as they are when all of them are there; they may refer to each other.

    One CreateModel after the other lets Django draw all related models anew after each: 2,900 classes instead of 70.
    """

    def __init__(self, tables: list[CreateModel]) -> None:
        super().__init__(database_operations=tables, state_operations=tables)
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[list[CreateModel]], dict[str, object]]:
        """For whoever writes it out again."""
        return type(self).__name__, [self.tables], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Put the models in; the classes are drawn when the first of them is asked for."""
        vars(state).pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables in this order."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take them away, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)
