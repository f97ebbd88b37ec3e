"""Alembic's entry: runs the migrations on the engine that `storage.migrations` hands over."""

from alembic import context

from storage import (
    approval,
    audit,
    catalog,
    conversations,
    enrollment,
    network,
    outbox,
    people,
    posts,
    proposal,
    rating,
    schedule,
    school_year,
    ticks,
)
from storage.base import Base

# Each of these declares tables; a model that is not named here would be missing from the metadata.
SUBJECTS = (
    approval,
    audit,
    catalog,
    conversations,
    enrollment,
    network,
    outbox,
    people,
    posts,
    proposal,
    rating,
    schedule,
    school_year,
    ticks,
)

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
