"""History only grows: triggers refuse to change or delete its rows on both databases.

Erasing a person may null a row's payload (set `diff` to an empty object) and nothing else.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = (
    """
    CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'history only grows'); END
    """,
    """
    CREATE TRIGGER change_is_fixed BEFORE UPDATE ON change
    WHEN NEW.diff IS NOT '{}' OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.actor_id IS NOT OLD.actor_id
      OR NEW.actor IS NOT OLD.actor OR NEW.verb IS NOT OLD.verb OR NEW.noun IS NOT OLD.noun
      OR NEW.row_id IS NOT OLD.row_id OR NEW.case_id IS NOT OLD.case_id OR NEW.undoes_id IS NOT OLD.undoes_id
    BEGIN SELECT RAISE(ABORT, 'history only grows'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.diff::text = '{}' AND NEW.id = OLD.id AND NEW.at = OLD.at
         AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.actor = OLD.actor AND NEW.verb = OLD.verb
         AND NEW.noun = OLD.noun AND NEW.row_id = OLD.row_id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id
         AND NEW.undoes_id IS NOT DISTINCT FROM OLD.undoes_id THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'history only grows';
    END $$
    """,
    """
    CREATE TRIGGER change_is_fixed BEFORE UPDATE OR DELETE ON change
    FOR EACH ROW EXECUTE FUNCTION refuse_history_change()
    """,
    """
    CREATE TRIGGER change_is_kept BEFORE TRUNCATE ON change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change()
    """,
)


def upgrade() -> None:
    """Add the triggers."""
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Remove the triggers."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER change_is_kept")
        op.execute("DROP TRIGGER change_is_fixed")
    else:
        op.execute("DROP TRIGGER change_is_kept ON change")
        op.execute("DROP TRIGGER change_is_fixed ON change")
        op.execute("DROP FUNCTION refuse_history_change")
