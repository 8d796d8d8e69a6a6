"""That words mean somebody else is said of letters and public pages too, and holds for the passages that were read.

What was said before of an action keeps no passage, so it counts for nothing until two people say it anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """About whom the words are, in whose history it stands, and the passages."""
    with op.batch_alter_table("namesake") as table:
        table.alter_column("action_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("about_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("words", sa.String(4000), nullable=False, server_default=""))
        table.create_foreign_key("fk_namesake_about_id_person", "person", ["about_id"], ["id"])
        table.create_foreign_key("fk_namesake_case_id_case", "case", ["case_id"], ["id"])
    op.create_index("ix_namesake_about_id", "namesake", ["about_id"])
    op.create_index("ix_namesake_case_id", "namesake", ["case_id"])


def downgrade() -> None:
    """Without them; what was said of no action goes."""
    op.execute("DELETE FROM namesake WHERE action_id IS NULL")
    op.drop_index("ix_namesake_case_id", "namesake")
    op.drop_index("ix_namesake_about_id", "namesake")
    with op.batch_alter_table("namesake") as table:
        table.drop_constraint("fk_namesake_case_id_case", type_="foreignkey")
        table.drop_constraint("fk_namesake_about_id_person", type_="foreignkey")
        table.drop_column("words")
        table.drop_column("case_id")
        table.drop_column("about_id")
        table.alter_column("action_id", existing_type=sa.Integer(), nullable=False)
