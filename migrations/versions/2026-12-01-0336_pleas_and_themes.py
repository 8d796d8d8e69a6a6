"""What is asked for somebody, proposed by one and agreed by a second; and what a case is about."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
CITED = (
    "entry_id", "figure_id", "name_id", "role_id", "link_id", "incident_id", "member_id", "group_id", "action_id",
    "demand_id", "addressee_id", "donation_id", "place_id", "organisation_id", "consent_id", "person_id",
    "facility_id", "fact_id", "cited_source_id",
)  # fmt: skip
ADDED = (("approval", "plea"), ("citation", "plea"), ("citation", "theme"))


def _one_fact(*more: str) -> str:
    return " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in (*CITED, *more)) + " = 1"


def upgrade() -> None:
    """Make the tables, and let citations name their rows."""
    op.create_table(
        "plea",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "case_id", sa.Integer(), sa.ForeignKey("case.id", name=op.f("fk_plea_case_id")), nullable=False
        ),
        sa.Column("asks", sa.String(20), nullable=False),
        sa.Column("asked_by", sa.String(200), nullable=True),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("key", sa.String(160), nullable=True),
        sa.UniqueConstraint("key", name=op.f("uq_plea_key")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "case_id", sa.Integer(), sa.ForeignKey("case.id", name=op.f("fk_theme_case_id")), nullable=False
        ),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("category", sa.String(3), nullable=True),
        sa.Column("argument", sa.String(4000), nullable=True),
        sa.Column("key", sa.String(160), nullable=True),
        sa.UniqueConstraint("key", name=op.f("uq_theme_key")),
    )
    for name in ("plea", "theme"):
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    for table, noun in ADDED:
        link = f"CONSTRAINT {op.f(f'fk_{table}_{noun}_id')} REFERENCES {noun} (id)"
        op.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN {noun}_id INTEGER {link}"))
        op.create_index(op.f(f"ix_{table}_{noun}_id"), table, [f"{noun}_id"])
    _count(_one_fact(), _one_fact("plea_id", "theme_id"))


def downgrade() -> None:
    """Take them away, with what was said of them."""
    op.execute(sa.text("DELETE FROM citation WHERE plea_id IS NOT NULL OR theme_id IS NOT NULL"))
    op.execute(sa.text("DELETE FROM approval WHERE plea_id IS NOT NULL"))
    _count(_one_fact("plea_id", "theme_id"), _one_fact())
    for table, noun in ADDED:
        op.drop_index(op.f(f"ix_{table}_{noun}_id"), table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column(f"{noun}_id")
    op.drop_table("theme")
    op.drop_table("plea")


def _count(before: str, after: str) -> None:
    """That a citation is about exactly one fact counts these columns from now on."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_citation_one_fact"), "citation", type_="check")
        op.create_check_constraint(op.f("ck_citation_one_fact"), "citation", after)
        return
    # Building the table anew, which other tables point at, would change the same words at a far greater risk.
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    changed = bind.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :before, :after) "
            "WHERE type = 'table' AND name = 'citation' AND instr(sql, :before) > 0"
        ),
        {"before": before, "after": after},
    )
    if changed.rowcount != 1:
        raise RuntimeError("citations are not described as they should be")
    bind.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")
