"""One `python -m bot run` of its own for the browser: its own ports, database and clients."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.playground import Album, WindowPage, browser

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class LocalBot:
    """The addresses of the three windows."""

    teacher: str
    animator: str
    responsible: str
    log: Path


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@pytest.fixture
def local_bot(tmp_path: Path) -> Iterator[LocalBot]:
    port, *windows = free_ports(4)
    log = tmp_path / "bot.log"
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/demo.db",
        "PORT": str(port),
        "PLAYGROUND_PORTS": ",".join(map(str, windows)),
        "APP_ID": "",
        "PYTHONPATH": str(ROOT),
    }
    # Elsewhere than the tree, so that its var/ is its own.
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=tmp_path, env=environ, stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while "responsible " not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        teacher, animator, responsible = (f"http://localhost:{one}" for one in windows)
        yield LocalBot(teacher, animator, responsible, log)
        sys.stdout.write(log.read_text())  # pytest shows it when the test failed
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0, log.read_text()


# Not longer than a test: while Playwright is there its event loop runs, and no other test could start one.
@pytest.fixture
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def three(local_bot: LocalBot, chromium: Browser) -> Iterator[tuple[WindowPage, WindowPage, WindowPage]]:
    """The three windows, opened: teacher, animator, responsible."""
    album = Album(ROOT / "var" / "screenshots")
    pages = [
        WindowPage.open(chromium, url, album)
        for url in (local_bot.teacher, local_bot.animator, local_bot.responsible)
    ]
    yield pages[0], pages[1], pages[2]
    for one in pages:
        one.page.context.close()
