"""`make bench`: our bot and botbuilder's stock echo under the same load, in one run.

The connector, the load and the bot under test are processes of their own. Figures go to bench.json, one flat
object; what counts is their ratios in one run on one machine.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import (
    Figures,
    menu_message,
    menu_press,
    proposal_steps,
    run,
    stock_invoke,
    stock_message,
)

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def process(
    module: str, *arguments: str, ready: str, environ: Mapping[str, str]
) -> Iterator[tuple[int, float]]:
    """(process id, seconds until it answered) of a module run until the block ends."""
    begun = time.perf_counter()
    started = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(ready):
            if started.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                raise RuntimeError(f"{module} does not answer")
            time.sleep(0.02)
        yield started.pid, time.perf_counter() - begun
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(20)


def resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def stock(teams: str) -> dict[str, float]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api/messages"
    figures: dict[str, float] = {}
    with process("tests.bench.stock", str(port), ready=url, environ={}):
        for name, make in (("message", stock_message), ("invoke", stock_invoke)):
            figures |= asyncio.run(run(url, make(teams), 50, SECONDS)).named(f"echo_stock_{name}")
    return figures


def ours(teams: str, folder: str) -> dict[str, float]:
    port = free_port()
    environ = {"DATABASE_URL": f"sqlite:///{folder}/bench.db", "PORT": str(port), "APP_ID": ""}
    for command in ("migrate", "demo"):
        subprocess.run(
            [sys.executable, "-m", "bot", command],
            cwd=ROOT,
            env={**os.environ, **environ},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    base = f"http://127.0.0.1:{port}"
    figures: dict[str, float] = {}
    with process("bot", "serve", ready=f"{base}/health/ready", environ=environ) as (pid, seconds):
        figures["startup_s"] = seconds
        for name, make in (
            ("menu", menu_message),
            ("menu_press", menu_press),
            ("proposal_step", proposal_steps),
        ):
            for people in (1, 50):
                measured: Figures = asyncio.run(run(f"{base}/api/messages", make(teams), people, SECONDS))
                figures |= measured.named(name if people > 1 else f"{name}_alone")
        figures["rss_mb"] = resident_mb(pid)
    return figures


def main() -> None:
    port = free_port()
    teams = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as folder,
        process("tests.bench.connector", str(port), ready=teams, environ={}),
    ):
        figures = stock(f"{teams}/") | ours(f"{teams}/", folder)
    figures["proposal_step_over_stock_invoke_ratio"] = (
        figures["proposal_step_turns_per_s"] / figures["echo_stock_invoke_turns_per_s"]
    )
    rounded = {name: round(value, 2) for name, value in figures.items()}
    Path("bench.json").write_text(json.dumps(rounded, indent=2) + "\n", encoding="ascii")
    for name, value in rounded.items():
        print(f"{name:44} {value:10.2f}")  # noqa: T201 - the table is what the command is for


if __name__ == "__main__":
    main()
