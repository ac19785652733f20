"""三员分立 in the database: whoever is system, security or audit administrator holds no other role.

Triggers, for a constraint sees one row only. PostgreSQL: the person's row is locked first, so that of two roles given at
the same moment the second sees the first; ENABLE ALWAYS, so that session_replication_role cannot switch them off.
"""

from departments.roles import SEPARATED_ROLES

SEPARATED_LIST = ", ".join(f"'{role}'" for role in sorted(SEPARATED_ROLES))
CLASHES = f"""SELECT 1 FROM departments_membership held
  WHERE held.user_id = NEW.user_id AND held.id <> NEW.id AND held.role <> NEW.role
  AND (NEW.role IN ({SEPARATED_LIST}) OR held.role IN ({SEPARATED_LIST}))"""
SEPARATION_MESSAGE = "separated roles: an administrator of the three holds no other role"
SEPARATION_FUNCTION = f"""
CREATE OR REPLACE FUNCTION departments_separate_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM departments_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
  IF EXISTS ({CLASHES}) THEN
    RAISE EXCEPTION '{SEPARATION_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGER_NAMES = {"insert": "departments_membership_separate", "update": "departments_membership_separate_change"}


def separation_triggers(vendor: str) -> list[str]:
    """The statements that put the triggers on the table of roles."""
    if vendor == "postgresql":
        run = "FOR EACH ROW EXECUTE FUNCTION departments_separate_roles()"
        made = [f"CREATE TRIGGER {name} BEFORE {act} ON departments_membership {run}" for act, name in _named()]
        always = [f"ALTER TABLE departments_membership ENABLE ALWAYS TRIGGER {name}" for _, name in _named()]
        return [SEPARATION_FUNCTION, *made, *always]
    abort = f"BEGIN SELECT RAISE(ABORT, '{SEPARATION_MESSAGE}'); END"
    # Before an insert SQLite does not know the number of the row yet.
    clashes = CLASHES.replace("held.id <> NEW.id", "held.id IS NOT NEW.id")
    return [
        f"CREATE TRIGGER {name} BEFORE {act} ON departments_membership WHEN EXISTS ({clashes}) {abort}"
        for act, name in _named()
    ]


def separation_removal(vendor: str) -> list[str]:
    """The statements that take them off again."""
    suffix = "ON departments_membership" if vendor == "postgresql" else ""
    dropped = [f"DROP TRIGGER IF EXISTS {name} {suffix}" for _, name in _named()]
    return dropped + ["DROP FUNCTION departments_separate_roles()"] if vendor == "postgresql" else dropped


def _named() -> list[tuple[str, str]]:
    return [(act.upper(), name) for act, name in TRIGGER_NAMES.items()]
