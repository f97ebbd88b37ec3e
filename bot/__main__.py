"""The command line: run, serve, migrate, demo, import, roles, audit, purge, doctor."""

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import typer
from aiohttp import web

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
from bot.upkeep import cli, configure_log, environment
from bot.usecases import people
from storage import migrations
from storage.audit import last_moment
from storage.database import Database

VAR = Path("var")
DEMO_CLOCK = "2026-11-23 10:00"


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


def main() -> None:
    """Exit status 0: done; 1: refused, with the reason on standard error; 2: wrong usage."""
    try:
        cli()
    except NotReadyError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
