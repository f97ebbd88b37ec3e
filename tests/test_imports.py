"""Each arrow of design.md §1 is held: the contracts of pyproject.toml fail on a tree that breaks them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = "inside the bot, arrows go down"
ROOMS = "the bot knows cards and storage; they know neither each other nor the bot"
PURE = "rules, documents and cards are pure"
SDK = "the Bot Framework stays at its edge"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the code that may be spoilt."""
    python_only = shutil.ignore_patterns("__pycache__", "versions", "sample")
    for folder in ("bot", "cards", "storage"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=python_only)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(tree: Path) -> list[str]:
    """The names of the contracts that do not hold there."""
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint_imports), "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    names = [line.split(" BROKEN")[0] for line in done.stdout.splitlines() if " BROKEN" in line]
    assert (done.returncode == 0) == (names == []), done.stdout + done.stderr
    return names


def test_the_tree_as_it_is_breaks_none(tree: Path) -> None:
    assert broken(tree) == []


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("cards/elements.py", "import bot.errors", ROOMS),
        ("cards/elements.py", "import storage.base", ROOMS),
        ("storage/base.py", "import cards.elements", ROOMS),
        ("storage/base.py", "import bot.errors", ROOMS),
        ("bot/teams/turn.py", "import bot.web", FLOORS),
        ("bot/jobs/__init__.py", "import bot.local.clock", FLOORS),
        ("bot/views/__init__.py", "import bot.usecases.people", FLOORS),
        ("bot/usecases/people.py", "import bot.views.menu", FLOORS),
        ("bot/usecases/people.py", "import bot.teams.turn", FLOORS),
        ("bot/usecases/people.py", "import bot.graph.tokens", FLOORS),
        ("bot/services.py", "import bot.usecases.people", FLOORS),
        ("bot/rules/roles.py", "import bot.services", FLOORS),
        ("bot/settings.py", "import bot.rules.roles", FLOORS),
        ("bot/errors.py", "import bot.settings", FLOORS),
        ("bot/attic.py", "", FLOORS),  # a room that the contract does not know
        ("bot/usecases/people.py", "import cards.elements", "use cases draw no cards"),
        (
            "bot/services.py",
            "import bot.rules.roles",
            "services know settings and the database, nothing else of ours",
        ),
        ("bot/rules/roles.py", "import sqlalchemy", PURE),
        ("bot/rules/roles.py", "import bot.settings", PURE),
        ("bot/documents/__init__.py", "import aiohttp", PURE),
        ("cards/elements.py", "import botbuilder.schema", PURE),
        ("bot/teams/identity.py", "import msal", "only bot.graph signs in to Microsoft"),
        ("bot/teams/router.py", "import botbuilder.core", SDK),
        ("bot/jobs/__init__.py", "import botframework.connector", SDK),
        ("bot/usecases/people.py", "import msrest", SDK),
    ],
)
def test_a_forbidden_import_is_found(tree: Path, module: str, line: str, contract: str) -> None:
    with (tree / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert contract in broken(tree)
