"""The three windows of local mode: Microsoft's local client, once for each kind of person (design.md §6)."""

import asyncio
import json
import os
import shutil
import socket
from asyncio.subprocess import Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import aiohttp

from bot.errors import NotReadyError
from bot.services import Place
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
LOOPBACK = Path(__file__).with_name("loopback.cjs")

BOT_NAME = "Réseaux d’entraide"
TEAM_NAME = "Réseaux d’entraide du CEE"
CHANNEL_NAME = "Réseaux"
CHANNEL_ID = "19:reseaux@thread.tacv2"

START_SECONDS = 30  # a cold disk; the client answers in about 1.3 s (PLAYGROUND.md §1)
STOP_SECONDS = 2  # the client ends at once, unless it hangs


def _fixed_id(name: str) -> str:
    """The same id at every start, so that a database made earlier still knows its people."""
    return str(uuid5(NAMESPACE_URL, f"mailto:{name}"))


BOT_ID = f"28:{_fixed_id('bot@exemple.invalid')}"
TENANT_ID = _fixed_id("tenant@exemple.invalid")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person whom Teams knows in local mode; `email` is the one of the sample lists."""

    given_name: str
    surname: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}"

    @property
    def object_id(self) -> str:
        return _fixed_id(self.email)

    @property
    def teams_id(self) -> str:
        return f"29:{self.email.partition('@')[0]}"

    @property
    def chat_id(self) -> str:
        return f"a:{self.email.partition('@')[0]}"


TEACHER = Someone("Rosalie", "Préfontaine", "rosalie.prefontaine@exemple.invalid")
ANIMATOR = Someone("Maude", "Tanguay", "maude.tanguay@exemple.invalid")
RESPONSIBLE = Someone("Marie-Ève", "Laurin", "marie-eve.laurin@exemple.invalid")
WITH_WINDOW = (TEACHER, ANIMATOR, RESPONSIBLE)
# The client wants exactly five people beside the one who acts.
WITHOUT_WINDOW = (
    Someone("Joël", "Aubertin", "joel.aubertin@exemple.invalid"),
    Someone("Noémie", "Lavallée-Roy", "noemie.lavallee-roy@exemple.invalid"),
    Someone("Karim", "Benslimane", "karim.benslimane@exemple.invalid"),
)


@dataclass(frozen=True, slots=True)
class Window:
    person: Someone
    port: int

    @property
    def url(self) -> str:
        """Where to look at it."""
        return f"http://localhost:{self.port}"

    @property
    def service_url(self) -> str:
        """What the client writes in each activity, and where the bot answers."""
        return f"http://localhost:{self.port}/_connector"


def windows(settings: Settings) -> tuple[Window, ...]:
    """One window each for the teacher, the animator and the responsible. Raises NotReadyError."""
    ports = settings.PLAYGROUND_PORTS
    valid = all(port.isascii() and port.isdigit() and 0 < int(port) <= 65535 for port in ports)  # noqa: PLR2004
    if not valid or len(set(ports)) != len(WITH_WINDOW) or len(ports) != len(WITH_WINDOW):
        raise NotReadyError("PLAYGROUND_PORTS: three different ports, such as 56150,56151,56152")
    return tuple(Window(person, int(port)) for person, port in zip(WITH_WINDOW, ports, strict=True))


def chats(settings: Settings) -> list[tuple[str, Place]]:
    """(e-mail, chat) of each person who has a window: they exist before a page was ever opened."""
    return [
        (window.person.email, Place(window.service_url, window.person.chat_id))
        for window in windows(settings)
    ]


def channel_places(settings: Settings) -> list[Place]:
    """The channel « Réseaux » of each window; the three know nothing of one another."""
    return [Place(window.service_url, CHANNEL_ID) for window in windows(settings)]


def config(window: Window) -> str:
    """The client's configuration file. JSON, which YAML 1.2 takes as it is."""
    others = [person for person in (*WITH_WINDOW, *WITHOUT_WINDOW) if person != window.person]
    content = {
        "version": "0.1.1",
        "tenantId": TENANT_ID,
        "bot": {"id": BOT_ID, "name": BOT_NAME},
        "currentUser": _user(window.person),
        "users": [_user(person) for person in others],
        "personalChat": {"id": window.person.chat_id},
        "groupChat": {"id": "19:groupe@thread.v2", "name": "Groupe"},
        "team": {
            "id": "19:general@thread.tacv2",
            "name": TEAM_NAME,
            "aadGroupId": _fixed_id("team@exemple.invalid"),
            "channels": [{"id": CHANNEL_ID, "name": CHANNEL_NAME}],
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _user(person: Someone) -> dict[str, Any]:
    return {
        "id": person.teams_id,
        "name": person.name,
        "userPrincipleName": person.email,  # the client's own spelling
        "aadObjectId": person.object_id,
        "givenName": person.given_name,
        "surname": person.surname,
        "email": person.email,
    }


@dataclass(frozen=True, slots=True)
class OpenWindows:
    """The running clients, in the order of `windows`; none, and what is `missing`, where they cannot run."""

    processes: tuple[Process, ...] = ()
    missing: str = ""

    async def close(self) -> None:
        """End them, and return once they are gone."""
        await _stop(self.processes)


async def open_windows(settings: Settings, folder: Path, client: Path = CLIENT) -> OpenWindows:
    """Start the three clients, each in its own place under `folder`, and wait until they answer.

    They end with this process, however it ends. Raises NotReadyError when a port is taken or a client
    does not start; then none is left running.
    """
    wanted = windows(settings)
    command = _command(client)
    if isinstance(command, str):
        return OpenWindows(missing=command)
    taken = [window.port for window in wanted if not _is_free(window.port)]
    if taken:
        raise NotReadyError(
            *(f"PLAYGROUND_PORTS: port {port} is in use; stop what uses it, or set others" for port in taken)
        )
    processes: list[Process] = []
    try:
        for window in wanted:
            processes.append(await _start(window, command, settings, folder))  # noqa: PERF401 - those begun are ended
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
            for window, process in zip(wanted, processes, strict=True):
                await _wait(session, window, process, folder)
    except BaseException:
        await _stop(processes)
        raise
    return OpenWindows(tuple(processes))


def _command(client: Path) -> list[str] | str:
    """How to start the client, or what is missing."""
    node = shutil.which("node")
    if node is None:
        return "Node.js 20 or newer is missing: the bot runs without its three windows"
    if not client.is_file():
        return "node_modules is missing (npm ci): the bot runs without its three windows"
    return [node, "--require", str(LOOPBACK.resolve()), str(client.resolve())]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As Node does, so that a connection of the last run that still lingers does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _log(window: Window, folder: Path) -> Path:
    return folder / str(window.port) / "output.log"


async def _start(window: Window, command: Sequence[str], settings: Settings, folder: Path) -> Process:
    log = _log(window, folder)
    log.parent.mkdir(parents=True, exist_ok=True)
    file = log.with_name("window.yml")
    file.write_text(config(window), encoding="utf-8")
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    bot = f"http://{host}:{settings.PORT}/api/messages"
    with log.open("wb") as output:
        return await asyncio.create_subprocess_exec(
            *command,
            *("--port", str(window.port), "--app-endpoint", bot, "--channel-id", "msteams"),
            "--disable-telemetry",
            cwd=log.parent,
            # Nothing else of our environment: a proxy or an AUTH_CLIENT_ID would lead the client away.
            env={
                "PATH": os.environ.get("PATH", ""),
                "HOME": str(log.parent.resolve()),
                "TEAMSAPPTESTER_BROWSER": "none",
                "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(file.resolve()),
            },
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches the bot, which then ends them in order
        )


async def _wait(session: aiohttp.ClientSession, window: Window, process: Process, folder: Path) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + START_SECONDS
    while process.returncode is None and loop.time() < end:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.get(f"{window.url}/_debug/ping") as answer:
                if answer.ok:
                    return
        await asyncio.sleep(0.1)
    raise NotReadyError(f"the window of {window.person.name} did not start: see {_log(window, folder)}")


async def _stop(processes: Sequence[Process]) -> None:
    for process in processes:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
    for process in processes:
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
