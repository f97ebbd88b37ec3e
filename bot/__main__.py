"""The command line: run, serve, migrate, demo, import, roles, audit, purge, doctor."""

import asyncio
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Annotated

import structlog
import typer
from aiohttp import web
from dotenv import dotenv_values
from sqlalchemy.orm import Session

from bot import app as bot_app
from bot.clock import SystemClock
from bot.errors import NotReadyError
from bot.local import demo as demo_year
from bot.local.channels import LocalChannels
from bot.local.clock import LocalClock
from bot.local.commands import clock_command
from bot.local.windows import OpenWindows, channel_places, chats, open_windows, windows
from bot.services import Clock
from bot.settings import Settings
from bot.usecases import audit as audits
from bot.usecases import people
from bot.usecases.imports import IMPORTS, Imported
from cards.phrases import people as say
from storage import checks, migrations
from storage.audit import last_moment
from storage.database import Database
from storage.people import Role, people_named_by, people_with_role

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

VAR = Path("var")
DEMO_CLOCK = "2026-11-23 10:00"


def environment() -> dict[str, str]:
    """The process's environment over the file .env, which a server need not have."""
    file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    return {**file, **os.environ}


@cli.command()
def run() -> None:
    """Local mode: migrate, load the demo year into a new database, open the three windows, serve."""
    environ = {"CLOCK_START": DEMO_CLOCK, **environment()}
    settings = Settings.from_env(environ)
    if not settings.local:
        raise NotReadyError("run is local mode; with an APP_ID use: python -m bot serve")
    _prepare(settings.DATABASE_URL)
    migrations.upgrade(settings.DATABASE_URL)
    settings = bot_app.read_settings(environ)
    asyncio.run(_serve(settings, with_windows=True))


@cli.command()
def serve() -> None:
    """Serve the bot alone: what a server runs."""
    asyncio.run(_serve(bot_app.read_settings(environment()), with_windows=False))


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    # The address alone: where migrations run, the secrets need not be.
    url = environment().get("DATABASE_URL", "").strip() or Settings.model_fields["DATABASE_URL"].default
    _prepare(url)
    migrations.upgrade(url)
    typer.echo("The database is up to date.")


@cli.command()
def demo() -> None:
    """Load the demo year into an empty database."""
    environ = {"CLOCK_START": DEMO_CLOCK, **environment()}
    settings = bot_app.read_settings(environ)
    database = Database(settings.DATABASE_URL)
    loaded = _load_demo(database, settings, _clock(settings, database))
    database.close()
    typer.echo("The demo year is loaded." if loaded else "The database is not empty: nothing was loaded.")
    raise typer.Exit(0 if loaded else 1)


@cli.command("import")
def import_(kind: str, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import a CSV (schools, teachers, target-groups, disciplines, priorities): all of it, or nothing."""
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
) -> None:
    """List the roles, or give one to a person whom the bot knows, or take it back."""
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    if role is None:
        for name in Role:
            for person in database.read(partial(people_with_role, role=name)):
                typer.echo(f"{name.value}  {person.email or person.object_id}")
        return
    now = SystemClock(settings.zone).now()

    def change(session: Session) -> bool | None:
        found = people_named_by(session, [who])
        if not found:
            return None
        if remove:
            return people.revoke(session, now, found[0], role)
        return people.grant(session, now, found[0], role, source="command")

    changed, _ = database.write(change)
    database.close()
    if changed is None:
        typer.echo(f"Nobody is known as {who}.", err=True)
        raise typer.Exit(1)
    typer.echo("Done." if changed else "Nothing to change.")


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
def purge() -> None:
    """Delete drafts and traces of messages that were not touched for a year."""
    settings = bot_app.read_settings(environment())
    database = Database(settings.DATABASE_URL)
    now = SystemClock(settings.zone).now()
    purged, _ = database.write(lambda session: audits.purge(session, now))
    database.close()
    typer.echo(f"Deleted: {purged.drafts} drafts, {purged.messages} traces of messages.")


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


def _prepare(url: str) -> None:
    """SQLite makes its file, but not the folder it is in."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def _clock(settings: Settings, database: Database) -> Clock:
    if not settings.local:
        return SystemClock(settings.zone)
    start, last = settings.clock_start, database.read(last_moment)
    # Started again, the local clock goes on from what was done last: time never goes back.
    if start is not None and last is not None:
        start = max(start, last)
    return LocalClock(start, settings.zone)


def _load_demo(database: Database, settings: Settings, clock: Clock) -> bool:
    now = clock.now()
    if not database.read(lambda session: demo_year.is_empty(session, now)):
        return False
    database.write(lambda session: demo_year.load(session, now, settings, chats(settings)))
    return True


def _close_chats(database: Database, clock: Clock, settings: Settings) -> None:
    """New clients remember nothing: what is sent waits until somebody opens the window."""
    for _, place in chats(settings):
        database.write(partial(people.leave, now=clock.now(), place=place))


async def _serve(settings: Settings, *, with_windows: bool) -> None:
    configure_log()
    database = Database(settings.DATABASE_URL)
    clock = _clock(settings, database)
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        local = LocalChannels(channel_places(settings), database) if settings.local else None
        if with_windows:
            _load_demo(database, settings, clock)
            _close_chats(database, clock, settings)
            opened = await open_windows(settings, VAR / "playground")
            stack.push_async_callback(opened.close)
            if local is not None and not opened.missing:
                await local.reopen()
        extra = {"horloge": clock_command(clock)} if isinstance(clock, LocalClock) else None
        bot = await stack.enter_async_context(
            bot_app.running(settings, database, clock, channels=local, extra=extra)
        )
        runner = web.AppRunner(bot.web, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        try:
            await web.TCPSite(runner, settings.HOST, settings.PORT).start()
        except OSError as error:
            raise NotReadyError(
                f"HOST and PORT: {settings.HOST}:{settings.PORT} cannot be used; {error.strerror}"
            ) from None
        typer.echo(f"The bot listens on {settings.HOST}:{settings.PORT}")
        if with_windows:
            _announce(settings, opened)
        await stop.wait()


def _announce(settings: Settings, opened: OpenWindows) -> None:
    if opened.missing:
        typer.echo(opened.missing)
        return
    kinds = ("teacher", "animator", "responsible")
    for kind, window in zip(kinds, windows(settings), strict=True):
        typer.echo(f"  {kind:12} {window.person.name:22} {window.url}")


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


def main() -> None:
    """Exit status 0: done; 1: refused, with the reason on standard error; 2: wrong usage."""
    try:
        cli()
    except NotReadyError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
