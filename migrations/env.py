"""Alembic's environment: runs on a connection that the program hands over, inside one transaction."""

from alembic import context
from sqlmodel import SQLModel

from app.migrating import is_ours
from app.tables import load_tables

load_tables()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    user_module_prefix="",
    include_name=is_ours,
)
context.run_migrations()
