"""Joins the parts, the only place that does: start-up, clean-up, and the checks before either."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp
import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import ChannelCause, ChannelError, NotReadyError
from bot.graph.archive import GraphArchive
from bot.graph.channels import GraphChannels
from bot.graph.client import Graph
from bot.graph.files import GraphFiles
from bot.graph.members import GraphMembers
from bot.graph.tokens import Tokens
from bot.jobs import channel_archive, channel_files, deliver, membership, provision, reminders, schedule
from bot.services import Channels, Clock, Services
from bot.settings import Settings
from bot.teams.adapter import TeamsAdapter
from bot.teams.authentication import Authenticator
from bot.teams.handler import Handler
from bot.teams.router import Router
from bot.teams.sender import ConnectorSender
from bot.usecases import audit, people
from bot.usecases import channel_files as filing
from bot.usecases import exports as exporting
from bot.views import exports, my_calendar, notices
from bot.views.paper import Paper
from bot.web import make_app
from cards.phrases import menu as say
from storage import migrations, ticks
from storage.database import Database, make_engine

log = structlog.get_logger()

TEAM_GAPS = {
    ChannelCause.UNREACHABLE: "no answer; can this machine reach LOGIN_URL and GRAPH_URL?",
    ChannelCause.BUSY: "Graph asks to be left alone for a while; try again later",
    ChannelCause.NOT_SIGNED_IN: (
        "the bot's identity is refused; check APP_ID, APP_TENANT_ID and APP_PASSWORD or APP_CERTIFICATE"
    ),
    ChannelCause.NOT_ALLOWED: (
        "a permission is missing; an owner adds the app to the Team and accepts what it asks for"
        " (docs/tenant.md)"
    ),
    ChannelCause.TEAM_UNKNOWN: "not found; check TEAM_ID, the Entra group id of the Team",
}


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that runs; `web` is what an HTTP server serves."""

    web: web.Application
    services: Services
    scheduler: schedule.Scheduler


def database_gaps(url: str) -> list[str]:
    """What keeps this database from serving, with the command that mends it."""
    try:
        engine = make_engine(url)
        try:
            current = migrations.current_revision(engine)
        finally:
            engine.dispose()
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        why = type(error).__name__
        return [f"DATABASE_URL: the database cannot be reached ({why}); start it, or correct the URL"]
    if current != migrations.head_revision():
        return ["DATABASE_URL: the database is not up to date; run: python -m bot migrate"]
    return []


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of a bot that may start. Raises NotReadyError naming every gap, the database's too."""
    gaps: list[str] = []
    settings = None
    try:
        settings = Settings.from_env(environ)
    except NotReadyError as error:
        gaps += error.gaps
    url = environ.get("DATABASE_URL", "").strip() or Settings.model_fields["DATABASE_URL"].default
    gaps += database_gaps(url)
    if gaps or settings is None:
        raise NotReadyError(*gaps)
    return settings


@asynccontextmanager
async def running(
    settings: Settings,
    database: Database,
    clock: Clock,
    *,
    channels: Channels | None = None,
    extra: Mapping[str, Handler] | None = None,
    tokens: Tokens | None = None,
) -> AsyncIterator[Bot]:
    """Everything joined, the scheduler running, until the block ends; a delivery under way ends well."""
    async with aiohttp.ClientSession() as http:
        if tokens is None and not settings.local:
            tokens = Tokens(settings)
        sender = ConnectorSender(settings, tokens)
        scheduler = schedule.Scheduler(settings.zone)
        services = Services(
            settings=settings,
            database=database,
            clock=clock,
            sender=sender,
            roster=sender,
            channels=channels or _graph_channels(settings, tokens, http),
            wake=scheduler.wake,
        )
        router = Router(services, partial(secrets.token_hex, 3), extra)
        adapter = TeamsAdapter(
            settings, sender, _authenticator(settings, http), router.hear, say.NOTHING_HERE
        )
        await services.transact(
            people.grant_from_settings, settings.CEE_RESPONSIBLES, settings.COMMITTEE_MEMBERS
        )
        if tokens is None or not settings.CHANNEL_FILES:
            await services.transact(filing.drop)
        scheduler.start((*_jobs(services), *_team_jobs(services, settings, tokens, http)))
        try:
            yield Bot(
                make_app(
                    adapter,
                    settings,
                    partial(_is_ready, database),
                    partial(_document, services),
                    partial(_feed, services),
                ),
                services,
                scheduler,
            )
        finally:
            await scheduler.stop()
            await sender.close()


def _graph_channels(settings: Settings, tokens: Tokens | None, http: aiohttp.ClientSession) -> GraphChannels:
    if tokens is None:
        raise NotReadyError("local mode has no Team: its channels are given by who starts it")
    return GraphChannels(settings, Graph(settings, tokens, http))


async def count_channels(settings: Settings) -> int:
    """How many channels the Team has, asked of Graph. Raises NotReadyError with what to mend."""
    try:
        async with aiohttp.ClientSession() as http:
            return await _graph_channels(settings, Tokens(settings), http).count()
    except ChannelError as error:
        raise NotReadyError(f"Team: {TEAM_GAPS.get(error.cause, error.cause.value)}") from None


def _authenticator(settings: Settings, http: aiohttp.ClientSession) -> Authenticator | None:
    """Local mode authenticates nobody, and listens to this machine alone (settings.py)."""
    if settings.local:
        return None
    return Authenticator(
        app_id=settings.APP_ID,
        tenant_id=settings.APP_TENANT_ID,
        openid_url=settings.BOT_OPENID_URL,
        http=http,
    )


def _jobs(services: Services) -> tuple[schedule.Job, ...]:
    return (
        schedule.Job(
            "deliver", schedule.Every(5), partial(deliver.deliver, services, notices.draw), woken=True
        ),
        schedule.Job("provision", schedule.Every(5), partial(provision.provision, services), woken=True),
        schedule.Job("reminders", schedule.Every(60), partial(reminders.plan, services), woken=True),
        schedule.Job("audit", schedule.Daily(3), partial(nightly_audit, services)),
    )


def _team_jobs(
    services: Services, settings: Settings, tokens: Tokens | None, http: aiohttp.ClientSession
) -> tuple[schedule.Job, ...]:
    """None where people keep the Team themselves, and nothing is put in the channels' Files."""
    if tokens is None:
        return ()
    graph = Graph(settings, tokens, http)
    jobs = []
    if settings.TEAM_MEMBERS:
        follow = partial(membership.follow, services, GraphMembers(settings, graph))
        jobs.append(schedule.Job("team", schedule.Every(60), follow, woken=True))
    if settings.CHANNEL_FILES:
        files = partial(channel_files.follow, services, GraphFiles(settings, graph))
        jobs.append(schedule.Job("files", schedule.Every(60), files, woken=True))
    if settings.CHANNEL_ARCHIVE:
        archive = partial(channel_archive.follow, services, GraphArchive(settings, graph))
        jobs.append(schedule.Job("archive", schedule.Every(60), archive, woken=True))
    return tuple(jobs)


async def nightly_audit(services: Services) -> None:
    """Once a day, whatever the number of processes: name every breach in the log."""
    today = services.clock.now().date().isoformat()
    first = await services.transact(lambda session, now: ticks.take(session, "audit", today, now))
    if first:
        for breach, ids in (await services.read(audit.breaches)).items():
            log.error("breach", breach=breach, ids=ids)


async def _document(services: Services, token: str) -> Paper | None:
    """What a link leads to; an export is written down in the journal before it leaves."""
    secret = services.settings.LINK_SECRET.get_secret_value()
    opened = await services.read(exports.wanted, secret, token)
    if opened is None:
        return None
    asked = opened.link
    if asked.kind in exports.EXPORTS:
        await services.transact(exporting.record, asked.person_id, asked.kind, asked.subject_id)
    return opened.paper


async def _feed(services: Services, token: str) -> Paper | None:
    secret = services.settings.LINK_SECRET.get_secret_value()
    return await services.read(my_calendar.feed, secret, token)


async def _is_ready(database: Database) -> bool:
    """Whether the database answers."""
    try:
        await database.run(lambda: database.read(lambda session: session.connection()))
    except SQLAlchemyError:
        return False
    return True
