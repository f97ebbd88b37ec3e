"""The command line: what each command does, and what it refuses (design.md §5, §6)."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.rules.retention import Kind
from tests.browser.conftest import free_ports

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "bot" / "local" / "sample"


def bot(folder: Path, *arguments: str, **environ: str) -> tuple[int, str, str]:
    """(exit status, output, errors) of `python -m bot …` in a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("APP_", "COV_"))},
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder}/var/reseaux.db",
        **more,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a migrated database."""
    assert bot(tmp_path, "migrate") == (0, "The database is up to date.\n", "")
    return tmp_path


def test_an_unmigrated_database_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    status, _, errors = bot(tmp_path, "serve")
    assert status == 1
    assert errors == (
        "The bot cannot start:\n"
        "  - DATABASE_URL: the database is not up to date; run: python -m bot migrate\n"
    )


def test_every_gap_is_named_in_one_message(tmp_path: Path) -> None:
    """Point 3: the settings' and the database's, together; no secret, no trace."""
    status, _, errors = bot(
        tmp_path,
        "serve",
        APP_ID="an-id",
        HOST="0.0.0.0",
        PORT="many",
        DATABASE_URL="postgresql+psycopg://nobody:hidden@127.0.0.1:1/none",
    )
    assert status == 1
    names = [line.removeprefix("  - ").partition(":")[0] for line in errors.splitlines()[1:]]
    assert names == [
        "PORT",
        "APP_TENANT_ID",
        "APP_PASSWORD or APP_CERTIFICATE",
        "TEAM_ID",
        "CEE_RESPONSIBLES",
        "LINK_SECRET",
        "DATABASE_URL",
    ]
    assert "hidden" not in errors


def test_local_mode_refuses_to_listen_to_others(tmp_path: Path) -> None:
    status, _, errors = bot(tmp_path, "run", HOST="0.0.0.0", PUBLIC_URL="http://reseaux.example")
    assert status == 1
    names = [line.removeprefix("  - ").partition(":")[0] for line in errors.splitlines()[1:]]
    assert names == ["HOST", "PUBLIC_URL"]


def test_lists_are_imported_and_faults_named_by_line(folder: Path) -> None:
    assert bot(folder, "import", "schools", str(SAMPLE / "schools.csv")) == (
        0,
        "Importation terminée\u00a0: 30 lignes ajoutées, 0 modifiée.\n",
        "",
    )
    wrong = folder / "teachers.csv"
    wrong.write_text("id;nom;courriel;etablissement\nT1;Ada;ada@exemple.invalid;S99\n", encoding="utf-8")
    status, output, errors = bot(folder, "import", "teachers", str(wrong))
    assert (status, output) == (1, "")
    assert errors.splitlines() == [
        "Rien n’a été importé\u00a0:",
        "Ligne 2\u00a0: l’établissement «\u00a0S99\u00a0» n’est pas dans la liste des écoles.",
    ]
    assert bot(folder, "import", "cats", str(wrong))[0] == 2


def test_the_demo_year_is_loaded_into_an_empty_database_only(folder: Path) -> None:
    assert bot(folder, "demo")[:2] == (0, "The demo year is loaded.\n")
    assert bot(folder, "demo")[:2] == (1, "The database is not empty: nothing was loaded.\n")
    assert bot(folder, "audit")[:2] == (0, "No breach.\n")
    status, output, _ = bot(folder, "doctor")
    assert status == 0
    assert "Responsibles: 2" in output.splitlines()


def test_roles_are_given_listed_and_taken_back(folder: Path) -> None:
    bot(folder, "demo")
    who = "rosalie.prefontaine@exemple.invalid"
    line = f"COMMITTEE_MEMBER  {who}  Rosalie Préfontaine  (command)"
    assert line not in bot(folder, "roles")[1].splitlines()
    assert bot(folder, "roles", "COMMITTEE_MEMBER", who)[:2] == (0, "Done.\n")
    assert bot(folder, "roles", "COMMITTEE_MEMBER", who)[:2] == (0, "Nothing to change.\n")
    assert line in bot(folder, "roles")[1].splitlines()
    assert bot(folder, "roles", "COMMITTEE_MEMBER", who, "--remove")[:2] == (0, "Done.\n")
    assert line not in bot(folder, "roles")[1].splitlines()
    assert bot(folder, "roles", "COMMITTEE_MEMBER", "nobody@exemple.invalid")[0] == 1
    # A deputy is responsible up to a day; only a responsible can be.
    assert bot(folder, "roles", "CEE_RESPONSIBLE", who, "--until", "2099-02-15")[:2] == (0, "Done.\n")
    deputy = f"CEE_RESPONSIBLE  {who}  Rosalie Préfontaine  (deputy until 2099-02-15)"
    assert deputy in bot(folder, "roles")[1].splitlines()
    assert bot(folder, "roles", "COMMITTEE_MEMBER", who, "--until", "2099-02-15")[0] == 2
    assert bot(folder, "roles", "CEE_RESPONSIBLE", who, "--until", "demain")[0] == 2


def test_a_breach_ends_the_audit_with_1(folder: Path) -> None:
    import sqlite3  # noqa: PLC0415 - only here is a row put behind the bot's back

    bot(folder, "demo")
    with sqlite3.connect(folder / "var" / "reseaux.db") as connection:
        connection.execute("UPDATE proposals SET state = 'ACCEPTED' WHERE id = 1")
    connection.close()
    assert bot(folder, "audit")[:2] == (1, "accepted_without_network: 1\n")


def test_a_bot_without_responsible_is_told_so_and_a_purge_counts(folder: Path) -> None:
    assert bot(folder, "doctor")[0] == 1
    kinds = "".join(f"{kind}: 0\n" for kind in Kind)
    assert bot(folder, "purge")[:2] == (0, f"{kinds}Nothing was changed: do it with --yes.\n")
    assert bot(folder, "purge", "--dry-run")[1] == bot(folder, "purge")[1]
    done = bot(folder, "purge", "--yes")
    assert done[:2] == (0, f"{kinds}Done; people are nameless, the rest is deleted.\n")


def test_a_port_in_use_is_named_and_nothing_is_left_running(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, errors = bot(folder, "serve", PORT=str(port))
    assert status == 1
    assert f"HOST and PORT: 127.0.0.1:{port} cannot be used" in errors
    assert "Traceback" not in errors


def test_serve_answers_and_ends_well_when_asked(folder: Path) -> None:
    (port,) = free_ports(1)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=folder,
        env=environment(folder, {"PORT": str(port)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        status = 0
        while status != 200 and time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
                    status = answer.status
            except OSError:
                time.sleep(0.1)
        assert status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=20)
    assert (process.returncode, output) == (0, f"The bot listens on 127.0.0.1:{port}\n")


def test_the_address_of_a_document_is_in_no_log(folder: Path) -> None:
    """Issue 3, point 4: nothing of a link is logged, by the server itself neither."""
    (port,) = free_ports(1)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=folder,
        env=environment(folder, {"PORT": str(port)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "listens on" in process.stdout.readline()
        with pytest.raises(urllib.error.HTTPError) as gone:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/documents/a-secret-token", timeout=10)
        assert gone.value.code == 404
        gone.value.close()
    finally:
        process.terminate()
        told = process.communicate(timeout=20)[0]
    assert "a-secret-token" not in told
