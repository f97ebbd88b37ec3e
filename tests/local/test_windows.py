"""The three windows (design.md §6, PLAYGROUND.md §1), with the real client where it matters."""

import asyncio
import csv
import json
import os
import signal
import socket
import sys
from pathlib import Path

import pytest
import yaml

from bot.errors import NotReadyError
from bot.local.windows import (
    CHANNEL_ID,
    ROOT,
    WITH_WINDOW,
    WITHOUT_WINDOW,
    channel_places,
    chats,
    config,
    open_windows,
    windows,
)
from bot.services import Place
from bot.settings import Settings


def free_ports() -> list[str]:
    """Three ports that were free a moment ago."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    ports = [str(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def settings(*ports: str) -> Settings:
    return Settings.from_env({"PLAYGROUND_PORTS": ",".join(ports or free_ports())})


def listeners(port: int) -> set[str]:
    """The local addresses, in the kernel's notation, on which somebody listens to this port."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            address, number = line.split()[1].split(":")
            if int(number, 16) == port and line.split()[3] == "0A":
                found.add(address)
    return found


def test_one_window_for_each_kind_of_person() -> None:
    assert [(w.person.name, w.url, w.person.chat_id) for w in windows(settings("6001", "6002", "6003"))] == [
        ("Rosalie Préfontaine", "http://localhost:6001", "a:rosalie.prefontaine"),
        ("Maude Tanguay", "http://localhost:6002", "a:maude.tanguay"),
        ("Marie-Ève Laurin", "http://localhost:6003", "a:marie-eve.laurin"),
    ]


def test_places_are_known_before_a_page_is_opened() -> None:
    three = settings("6001", "6002", "6003")
    assert chats(three) == [
        (
            "rosalie.prefontaine@exemple.invalid",
            Place("http://localhost:6001/_connector", "a:rosalie.prefontaine"),
        ),
        ("maude.tanguay@exemple.invalid", Place("http://localhost:6002/_connector", "a:maude.tanguay")),
        ("marie-eve.laurin@exemple.invalid", Place("http://localhost:6003/_connector", "a:marie-eve.laurin")),
    ]
    assert channel_places(three) == [
        Place(f"http://localhost:{port}/_connector", CHANNEL_ID) for port in (6001, 6002, 6003)
    ]


@pytest.mark.parametrize(
    "ports", [("1", "2"), ("1", "2", "3", "4"), ("1", "2", "2"), ("1", "2", "x"), ("1", "2", "65536")]
)
def test_anything_but_three_ports_is_refused(ports: tuple[str, ...]) -> None:
    with pytest.raises(NotReadyError) as refusal:
        windows(settings(*ports))
    assert refusal.value.gaps == ("PLAYGROUND_PORTS: three different ports, such as 56150,56151,56152",)


def test_the_configuration_is_what_the_client_takes() -> None:
    """PLAYGROUND.md §1: exactly five people beside the one who acts, one team, one channel, unique ids."""
    read = yaml.safe_load(config(windows(settings())[1]))
    assert read["currentUser"] == {
        "id": "29:maude.tanguay",
        "name": "Maude Tanguay",
        "userPrincipleName": "maude.tanguay@exemple.invalid",
        "aadObjectId": WITH_WINDOW[1].object_id,
        "givenName": "Maude",
        "surname": "Tanguay",
        "email": "maude.tanguay@exemple.invalid",
    }
    assert [user["name"] for user in read["users"]] == [
        "Rosalie Préfontaine",
        "Marie-Ève Laurin",
        "Joël Aubertin",
        "Noémie Lavallée-Roy",
        "Karim Benslimane",
    ]
    people = [read["currentUser"], *read["users"]]
    assert len({user["aadObjectId"] for user in people}) == 6
    assert len({user["id"] for user in people}) == 6
    assert (read["team"]["name"], read["team"]["channels"], read["bot"]["name"]) == (
        "Réseaux d’entraide du CEE",
        [{"id": CHANNEL_ID, "name": "Réseaux"}],
        "Réseaux d’entraide",
    )


def test_ids_are_the_same_at_every_start() -> None:
    """A database made by an earlier start must still know its people."""
    assert WITH_WINDOW[0].object_id == "57f2779d-ff79-54b2-a979-bd25450a6351"


async def test_without_node_the_bot_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    opened = await open_windows(settings(), tmp_path)
    assert (opened.processes, opened.missing) == (
        (),
        "Node.js 20 or newer is missing: the bot runs without its three windows",
    )
    await opened.close()


async def test_without_node_modules_the_bot_goes_on(tmp_path: Path) -> None:
    opened = await open_windows(settings(), tmp_path, client=tmp_path / "cli.js")
    assert (opened.processes, opened.missing) == (
        (),
        "node_modules is missing (npm ci): the bot runs without its three windows",
    )


async def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    three = settings()
    port = three.PLAYGROUND_PORTS[1]
    with socket.create_server(("127.0.0.1", int(port))), pytest.raises(NotReadyError) as refusal:
        await open_windows(three, tmp_path)
    assert refusal.value.gaps == (
        f"PLAYGROUND_PORTS: port {port} is in use; stop what uses it, or set others",
    )


async def test_a_client_that_does_not_start_is_named_and_none_is_left(tmp_path: Path) -> None:
    client = tmp_path / "cli.js"
    pids = tmp_path / "pids"
    # The first stays, the second ends at once.
    client.write_text(
        "const fs = require('fs');"
        f"fs.appendFileSync({json.dumps(str(pids))}, process.pid + '\\n');"
        "const file = process.env.M365_AGENTS_PLAYGROUND_CONFIG_PATH;"
        "if (JSON.parse(fs.readFileSync(file)).currentUser.givenName === 'Maude') process.exit(1);"
        "const port = Number(process.argv[process.argv.indexOf('--port') + 1]);"
        "require('http').createServer((_, answer) => answer.end('pong')).listen(port);",
        encoding="utf-8",
    )
    three = settings()
    with pytest.raises(NotReadyError) as refusal:
        await open_windows(three, tmp_path, client=client)
    log = tmp_path / three.PLAYGROUND_PORTS[1] / "output.log"
    assert refusal.value.gaps == (f"the window of Maude Tanguay did not start: see {log}",)
    begun = pids.read_text(encoding="ascii").split()
    assert [pid for pid in begun if os.path.exists(f"/proc/{pid}")] == []  # noqa: ASYNC240, PTH110


async def test_a_client_that_hangs_is_killed(tmp_path: Path) -> None:
    client = tmp_path / "cli.js"
    client.write_text(
        "const file = process.env.M365_AGENTS_PLAYGROUND_CONFIG_PATH;"
        "const config = JSON.parse(require('fs').readFileSync(file));"
        "if (config.currentUser.givenName === 'Maude') process.on('SIGTERM', () => {});"
        "const port = Number(process.argv[process.argv.indexOf('--port') + 1]);"
        "require('http').createServer((_, answer) => answer.end('pong')).listen(port);",
        encoding="utf-8",
    )
    opened = await open_windows(settings(), tmp_path, client=client)
    await opened.close()
    codes = [process.returncode for process in opened.processes]
    assert codes == [-signal.SIGTERM, -signal.SIGKILL, -signal.SIGTERM]
    await opened.close()  # once more changes nothing


async def test_a_client_that_wants_another_port_is_refused(tmp_path: Path) -> None:
    """Its own way out of a busy port is a random one, where nobody would look for it."""
    client = tmp_path / "cli.js"
    client.write_text("require('http').createServer().listen(0);", encoding="utf-8")
    three = settings()
    with pytest.raises(NotReadyError):
        await open_windows(three, tmp_path, client=client)
    log = tmp_path / three.PLAYGROUND_PORTS[0] / "output.log"
    assert log.read_text(encoding="utf-8") == "loopback.cjs: refused to listen on 0\n"


async def test_the_real_clients_listen_on_this_machine_only_and_end_when_closed(tmp_path: Path) -> None:
    """PLAYGROUND.md §1: by itself the client listens on all interfaces and asks nobody who they are."""
    three = settings()
    opened = await open_windows(three, tmp_path)
    try:
        heard = [listeners(int(port)) for port in three.PLAYGROUND_PORTS]
    finally:
        await opened.close()
    assert heard == [{"0100007F"}] * 3
    assert opened.missing == ""
    assert [process.returncode for process in opened.processes] == [-signal.SIGTERM] * 3
    assert [listeners(int(port)) for port in three.PLAYGROUND_PORTS] == [set()] * 3


async def test_the_clients_end_with_a_bot_that_is_killed(tmp_path: Path) -> None:
    three = settings()
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from bot.local.windows import open_windows\n"
        "from bot.settings import Settings\n"
        "async def main():\n"
        "    settings = Settings.from_env({'PLAYGROUND_PORTS': sys.argv[1]})\n"
        "    await open_windows(settings, Path(sys.argv[2]))\n"
        "    print('open', flush=True)\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, ",".join(three.PLAYGROUND_PORTS), str(tmp_path)),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert bot.stdout is not None
    assert await bot.stdout.readline() == b"open\n"
    heard = [listeners(int(port)) for port in three.PLAYGROUND_PORTS]
    bot.kill()
    await bot.wait()
    async with asyncio.timeout(30):
        while any(listeners(int(port)) for port in three.PLAYGROUND_PORTS):  # noqa: ASYNC110 - not our child
            await asyncio.sleep(0.05)
    assert heard == [{"0100007F"}] * 3


def test_the_windows_people_are_the_sample_lists_own() -> None:
    """Marie-Ève Laurin and Joël Aubertin work at the CEE: they teach nowhere."""
    sample = ROOT / "bot" / "local" / "sample" / "teachers.csv"
    with sample.open(encoding="utf-8-sig", newline="") as file:
        teachers = {row["courriel"]: row["nom"] for row in csv.DictReader(file, delimiter=";")}
    people = {person.email: person.name for person in (*WITH_WINDOW, *WITHOUT_WINDOW)}
    known = {email: name for email, name in people.items() if email in teachers}
    assert {email: teachers[email] for email in known} == known
    assert sorted(set(people) - set(known)) == [
        "joel.aubertin@exemple.invalid",
        "marie-eve.laurin@exemple.invalid",
    ]
