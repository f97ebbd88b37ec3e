"""The commands that look after an installation: lists, roles, checks, clean-up."""

import asyncio
import logging
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import structlog
import typer
from dotenv import dotenv_values
from sqlalchemy.orm import Session

from bot import app as bot_app
from bot.clock import SystemClock
from bot.errors import NotReadyError
from bot.usecases import audit as audits
from bot.usecases import people, retention
from bot.usecases import roles as role_usecases
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Imported
from cards.phrases import people as say
from storage import checks, migrations
from storage.database import Database
from storage.people import Role, people_named_by, people_with_role

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def environment() -> dict[str, str]:
    """The process's environment over the file .env, which a server need not have."""
    file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    return {**file, **os.environ}


@cli.command("import")
def import_(kind: str, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import a CSV (docs/imports.md): all of it, or nothing."""
    if kind not in IMPORTS:
        raise typer.BadParameter(f"one of {', '.join(IMPORTS)}")
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    content, now = file.read_bytes(), SystemClock(settings.zone).now()
    outcome, _ = database.write(lambda session: IMPORTS[kind](session, now, content))
    database.close()
    if isinstance(outcome, Imported):
        typer.echo(say.imported(outcome.added, outcome.changed))
        return
    typer.echo(say.IMPORT_REFUSED, err=True)
    for error in outcome:
        typer.echo(say.import_error(error.line, error.fault.value, error.detail), err=True)
    raise typer.Exit(1)


@cli.command()
def roles(
    role: Annotated[Role | None, typer.Argument(help="the role to give or take; none lists them all")] = None,
    who: Annotated[str, typer.Argument(help="an e-mail address or an Entra object id")] = "",
    *,
    remove: Annotated[bool, typer.Option("--remove", help="take the role back")] = False,
    until: Annotated[str, typer.Option(help="a deputy's last day (2027-02-15), for CEE_RESPONSIBLE")] = "",
) -> None:
    """List the roles, or give one to a person whom the bot knows, or take it back."""
    last_day = _last_day(role, until)
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    if role is None:
        for held in database.read(role_usecases.listed):
            until = f" until {held.until}" if held.until else ""
            typer.echo(f"{held.role.value}  {held.key}  {held.name}  ({held.source}{until})")
        database.close()
        return
    now = SystemClock(settings.zone).now()

    def change(session: Session) -> bool | None:
        found = people_named_by(session, [who])
        if not found:
            return None
        if remove:
            return people.revoke(session, now, found[0], role)
        if last_day is not None:
            return role_usecases.appoint_deputy(session, now, found[0], last_day)
        return people.grant(session, now, found[0], role, source="command")

    changed, _ = database.write(change)
    database.close()
    if changed is None:
        typer.echo(f"Nobody is known as {who}.", err=True)
        raise typer.Exit(1)
    typer.echo("Done." if changed else "Nothing to change.")


def _last_day(role: Role | None, until: str) -> date | None:
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise typer.BadParameter("write the day as 2027-02-15") from error
    if day is not None and role is not Role.CEE_RESPONSIBLE:
        raise typer.BadParameter("only a CEE_RESPONSIBLE has a last day")
    return day


@cli.command()
def audit() -> None:
    """Name each breach of what must always hold; exit 1 when there is one."""
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    now = SystemClock(settings.zone).now()
    found = database.read(lambda session: audits.breaches(session, now))
    database.close()
    for breach, ids in found.items():
        typer.echo(f"{breach}: {', '.join(map(str, ids))}")
    if found:
        raise typer.Exit(1)
    typer.echo("No breach.")


@cli.command()
def purge(
    *, yes: Annotated[bool, typer.Option("--yes/--dry-run", help="do it; otherwise only count")] = False
) -> None:
    """Count, by kind, what is no longer kept (bot/rules/retention.py); with --yes, delete it and let people
    who are over be nameless.
    """
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    now = SystemClock(settings.zone).now()
    if yes:
        counted, _ = database.write(lambda session: retention.purge(session, now))
    else:
        counted = database.read(lambda session: retention.found(session, now))
    database.close()
    for kind, count in counted.items():
        typer.echo(f"{kind}: {count}")
    typer.echo(
        "Done; people are nameless, the rest is deleted." if yes else "Nothing was changed: do it with --yes."
    )


@cli.command()
def doctor() -> None:
    """Say what mode this is, whether the database serves, what waits in it, and whether the Team answers."""
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    waiting = database.read(checks.counts)
    responsibles = database.read(lambda session: people_with_role(session, Role.CEE_RESPONSIBLE))
    database.close()
    typer.echo(f"Mode: {'local' if settings.local else 'Teams'}; listens on {settings.HOST}:{settings.PORT}")
    typer.echo(f"Database: up to date ({migrations.head_revision()})")
    typer.echo(
        f"Messages: {', '.join(f'{count} {state}' for state, count in sorted(waiting.items())) or 'none'}"
    )
    typer.echo(f"Responsibles: {len(responsibles)}")
    faults = [] if responsibles else ["Nobody would receive an approval request: set CEE_RESPONSIBLES."]
    if not settings.local:
        configure_log()
        try:
            typer.echo(f"Team: {asyncio.run(bot_app.count_channels(settings))} channels, of 1,000 at most")
        except NotReadyError as error:
            faults += error.gaps
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)


def configure_log() -> None:
    """One JSON line an event, ids and codes only; nothing of what people typed is ever handed to it."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
