"""A second person's yes to lifting a request to stop."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("approval") as approval:
        approval.add_column(sa.Column("consent_id", sa.Integer(), nullable=True))
        approval.add_column(sa.Column("why", sa.String(400), nullable=True))
        approval.create_foreign_key(op.f("fk_approval_consent_id"), "consent", ["consent_id"], ["id"])
    op.create_index(op.f("ix_approval_consent_id"), "approval", ["consent_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_index(op.f("ix_approval_consent_id"), table_name="approval")
    with op.batch_alter_table("approval") as approval:
        approval.drop_constraint(op.f("fk_approval_consent_id"), type_="foreignkey")
        approval.drop_column("why")
        approval.drop_column("consent_id")
