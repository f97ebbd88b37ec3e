"""The environment, read once: complete, or one error that names every gap."""

import ipaddress
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.errors import NotReadyError


def _split(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip().lower() for part in value.split(",") if part.strip())


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Settings(BaseModel):
    """Every setting, under the name that `.env.example` documents. Read it; never write to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    APP_ID: str = ""
    APP_PASSWORD: SecretStr = SecretStr("")
    APP_CERTIFICATE: str = ""
    APP_TYPE: Literal["SingleTenant", "UserAssignedMSI"] = "SingleTenant"
    APP_TENANT_ID: str = ""
    BOT_OPENID_URL: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    SERVICE_URL: str = "https://smba.trafficmanager.net/teams/"
    DATABASE_URL: str = "sqlite:///var/reseaux.db"
    HOST: str = "127.0.0.1"
    PORT: int = Field(default=3978, ge=0, le=65535)
    PUBLIC_URL: str = "http://localhost:3978"
    TEAM_ID: str = ""
    TEAM_MEMBERS: bool = False
    CHANNEL_FILES: bool = False
    CHANNEL_ARCHIVE: bool = False
    CEE_RESPONSIBLES: Names = ()
    COMMITTEE_MEMBERS: Names = ()
    GRAPH_URL: str = "https://graph.microsoft.com"
    LOGIN_URL: str = "https://login.microsoftonline.com"
    EMAIL_DOMAINS: Names = ("cssdm.gouv.qc.ca", "csdm.qc.ca")
    LINK_SECRET: SecretStr = SecretStr("")
    TIMEZONE: str = "America/Toronto"
    CLOCK_START: str = ""
    CEE_EMAIL: str = "cee@cssdm.gouv.qc.ca"
    PRIVACY_EMAIL: str = ""
    SENDING_HOURS: str = Field(default="8-17", pattern=r"^([0-9]|1[0-9]|2[0-3])-([1-9]|1[0-9]|2[0-4])$")
    DATES_WITHIN_DAYS: int = Field(default=15, ge=1, le=120)
    ENROLLMENT_CLOSES_DAYS: int = Field(default=15, ge=1, le=60)
    INVITATION_DAYS: int = Field(default=15, ge=1, le=80)
    RATING_RECALL_DAYS: int = Field(default=5, ge=1, le=60)
    TEXT_LIMIT: int = Field(default=1500, ge=200, le=2000)
    PLAYGROUND_PORTS: Names = ("56150", "56151", "56152")

    @property
    def local(self) -> bool:
        """Local mode: nobody is authenticated, so nothing but this machine may reach it."""
        return not self.APP_ID

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.TIMEZONE)

    @property
    def sending_hours(self) -> tuple[int, int]:
        """Between which hours of a working day the notices that the clock causes may leave."""
        first, _, last = self.SENDING_HOURS.partition("-")
        return int(first), int(last)

    @property
    def clock_start(self) -> datetime | None:
        """The local clock's first moment, aware, or None for the real time."""
        if not self.CLOCK_START:
            return None
        written = datetime.fromisoformat(self.CLOCK_START)
        return written.replace(tzinfo=self.zone) if written.tzinfo is None else written.astimezone(self.zone)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings among `environ`. Raises NotReadyError naming every gap at once."""
        given = {name: environ[name].strip() for name in cls.model_fields if environ.get(name, "").strip()}
        gaps: list[str] = []
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            faulty = {str(fault["loc"][0]): fault["msg"] for fault in error.errors()}
            gaps += [f"{name}: {message}" for name, message in faulty.items()]
            # The rest is still checked, so that one start names every gap.
            settings = cls.model_validate({name: given[name] for name in given if name not in faulty})
        gaps += _zone_gaps(settings)
        if settings.sending_hours[0] >= settings.sending_hours[1]:
            gaps.append("SENDING_HOURS: the first hour comes before the last, as in 8-17")
        gaps += _local_gaps(settings) if settings.local else _hosted_gaps(settings)
        if gaps:
            raise NotReadyError(*gaps)
        return settings.model_copy(update=_local_defaults(settings)) if settings.local else settings


def _zone_gaps(settings: Settings) -> list[str]:
    try:
        settings.zone  # noqa: B018 - reading it is the check
    except (KeyError, ValueError, OSError):
        return [f"TIMEZONE: {settings.TIMEZONE!r} is not a time zone"]
    try:
        settings.clock_start  # noqa: B018
    except ValueError:
        return ["CLOCK_START: write it as 2026-11-23 10:00"]
    return []


def _local_gaps(settings: Settings) -> list[str]:
    """Local mode listens to anybody who reaches it: only this machine may."""
    gaps = []
    if not is_loopback(settings.HOST):
        gaps.append("HOST: without an APP_ID (local mode) it must be a loopback address, such as 127.0.0.1")
    if not is_loopback(urlsplit(settings.PUBLIC_URL).hostname or ""):
        gaps.append("PUBLIC_URL: without an APP_ID (local mode) it must be a loopback address")
    return gaps


def _hosted_gaps(settings: Settings) -> list[str]:
    """Everything that an APP_ID needs beside it; each missing one is named."""
    secret = settings.APP_PASSWORD.get_secret_value()
    needs = {
        "APP_TENANT_ID: the tenant whose people may use the bot": settings.APP_TENANT_ID,
        "APP_PASSWORD or APP_CERTIFICATE: how the bot signs in (SingleTenant)": (
            secret or settings.APP_CERTIFICATE or settings.APP_TYPE == "UserAssignedMSI"
        ),
        "TEAM_ID: the Team in which channels are created": settings.TEAM_ID,
        "CEE_RESPONSIBLES: who receives the approval requests": settings.CEE_RESPONSIBLES,
        "LINK_SECRET: 32 characters or more, to sign links": len(settings.LINK_SECRET.get_secret_value())
        >= 32,  # noqa: PLR2004
    }
    gaps = [f"{need} (needed with APP_ID)" for need, given in needs.items() if not given]
    graph = urlsplit(settings.GRAPH_URL)
    if graph.scheme != "https" and not is_loopback(graph.hostname or ""):
        gaps.append("GRAPH_URL: an https address, for tokens travel there")
    if settings.CLOCK_START:
        gaps.append("CLOCK_START: only local mode may set the clock; remove it or APP_ID")
    if settings.APP_CERTIFICATE and not Path(settings.APP_CERTIFICATE).is_file():
        gaps.append("APP_CERTIFICATE: no such file")
    return gaps


def _local_defaults(settings: Settings) -> dict[str, Any]:
    domains = settings.EMAIL_DOMAINS
    if "exemple.invalid" not in domains:
        domains = (*domains, "exemple.invalid")
    secret = settings.LINK_SECRET
    if not secret.get_secret_value():
        secret = SecretStr(secrets.token_urlsafe(32))
    url = settings.PUBLIC_URL
    if url == Settings.model_fields["PUBLIC_URL"].default:
        # On another port than usual the links lead there too.
        url = f"http://localhost:{settings.PORT}"
    return {"EMAIL_DOMAINS": domains, "LINK_SECRET": secret, "PUBLIC_URL": url}


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
