"""Alembic's entry: runs the migrations on the engine that `storage.migrations` hands over."""

from alembic import context

# Each of these declares tables; a model that is not named here would be missing from the metadata.
from storage import (  # noqa: F401
    agenda,
    approval,
    attendance,
    attendance_changes,
    audit,
    bilan,
    bilan_due,
    catalog,
    cee_meeting,
    channel_archive,
    channel_files,
    continuation,
    conversations,
    deadlines,
    deputy,
    derogations,
    enrollment,
    folio,
    incidents,
    kept_settings,
    mailing,
    membership,
    minutes,
    moves,
    network,
    outbox,
    people,
    plan,
    posts,
    privacy,
    proposal,
    questions,
    rating,
    release,
    replacement,
    revision,
    rollover,
    schedule,
    school_calendar,
    school_year,
    shared_documents,
    ticks,
)
from storage.base import Base

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
