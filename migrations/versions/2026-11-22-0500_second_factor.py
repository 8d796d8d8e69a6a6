"""Accounts: a second factor, its recovery codes, links sent by mail, and the log of access, which only grows."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0004"
down_revision = "0003"

SQLITE = (
    "CREATE TRIGGER access_is_kept BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END",
    "CREATE TRIGGER access_is_fixed BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END",
)
POSTGRESQL = (
    """
    CREATE FUNCTION refuse_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the access log only grows'; END $$
    """,
    """
    CREATE TRIGGER access_is_fixed BEFORE UPDATE OR DELETE ON access
    FOR EACH ROW EXECUTE FUNCTION refuse_access_change()
    """,
    """
    CREATE TRIGGER access_is_kept BEFORE TRUNCATE ON access
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_access_change()
    """,
)


def upgrade() -> None:
    """Add the tables, what a sign-in says of itself, and the triggers."""
    _add_access()
    _add_second_factor()
    _add_mailed_link()
    op.add_column("sign_in", sa.Column("proved_at", UtcDateTime(), nullable=True))
    op.add_column("sign_in", sa.Column("browser", sa.String(length=60), nullable=True))
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def _add_access() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "access",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=True),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["volunteer.id"], name=op.f("fk_access_actor_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_access_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access")),
    )
    op.create_index("ix_access_noun_row_id", "access", ["noun", "row_id"])
    op.create_index("ix_access_campaign_id_id", "access", ["campaign_id", "id"])


def _add_second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("volunteer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_key", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_second_factor_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("volunteer_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_recovery_code_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("volunteer_id", "code_hash", name=op.f("uq_recovery_code_volunteer_id")),
    )


def _add_mailed_link() -> None:
    op.create_table(
        "mailed_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_mailed_link_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mailed_link_token_hash")),
    )
    op.create_index("ix_mailed_link_volunteer_id", "mailed_link", ["volunteer_id"])


def downgrade() -> None:
    """Take them back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER access_is_kept ON access")
        op.execute("DROP TRIGGER access_is_fixed ON access")
        op.execute("DROP FUNCTION refuse_access_change")
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.drop_column("browser")
        sign_in.drop_column("proved_at")
    for table in ("mailed_link", "recovery_code", "second_factor", "access"):
        op.drop_table(table)
