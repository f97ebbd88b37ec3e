"""The house's own checks find what they are for (design.md §8)."""

from pathlib import Path

import pytest

from tests.house import (
    REGISTRIES,
    main,
    mock_breaches,
    modules,
    query_breaches,
    size_breaches,
    text_breaches,
    texts,
)


def written(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def function(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


def test_a_module_may_have_300_lines_and_no_more(tmp_path: Path) -> None:
    written(tmp_path, "bot/just.py", "x = 1\n" * 300)
    written(tmp_path, "bot/over.py", "x = 1\n" * 301)
    assert size_breaches(modules(tmp_path, "bot")) == ["bot/over.py: 301 lines, over 300"]


def test_a_function_may_have_60_lines_and_no_more(tmp_path: Path) -> None:
    small = "".join(function(f"small{number}", 2) for number in range(70))
    written(tmp_path, "bot/a.py", small + function("just", 60))
    written(tmp_path, "bot/b.py", "@cache\nasync " + function("over", 61))
    assert size_breaches(modules(tmp_path, "bot")) == ["bot/b.py:2 over: 61 lines, over 60"]


def test_at_most_three_functions_of_a_hundred_pass_40_lines(tmp_path: Path) -> None:
    for number in range(97):
        written(tmp_path, f"bot/small{number}.py", function("small", 40))
    for number in range(3):
        written(tmp_path, f"bot/long{number}.py", function("long", 41))
    assert size_breaches(modules(tmp_path, "bot")) == []
    written(tmp_path, "bot/small0.py", function("long", 41))
    assert size_breaches(modules(tmp_path, "bot")) == [
        f"bot/{name}.py:1 long: 41 lines; over 3 % of functions pass 40"
        for name in ("long0", "long1", "long2", "small0")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "import unittest.mock",
        "import unittest.mock as fake",
        "from unittest.mock import patch",
        "from unittest import mock",
        "def test_x(mocker): ...",
    ],
)
def test_a_mock_is_found_however_it_is_brought_in(tmp_path: Path, line: str) -> None:
    written(tmp_path, "tests/test_x.py", f"{line}\n")
    written(tmp_path, "tests/test_y.py", "import unittest\nfrom bot import mock_up\n")
    assert mock_breaches(modules(tmp_path, "tests")) == ["tests/test_x.py: fake the transport, not our code"]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(host: str) -> None:
    assert text_breaches("a.lock", f"from https://x.{host}/y") == [f"a.lock: names the registry {host}"]


@pytest.mark.parametrize("folder", ["home", "root", "work", "Users"])
def test_no_file_names_a_folder_of_one_machine(folder: str) -> None:
    breach = [f"a.py: names a folder of one machine (/{folder}/m…)"]
    assert text_breaches("a.py", f"open('/{folder}/me/x')") == breach
    assert text_breaches("a.py", f"open('x/{folder}/me')  # https://a.b/{folder}/me, ../{folder}/me") == []


def test_only_what_is_ours_and_text_is_read(tmp_path: Path) -> None:
    for path in ("README.md", "bot/a.py", ".venv/a.py", "node_modules/b/c.js", "var/x.log", ".mypy_cache/y"):
        written(tmp_path, path, "x")
    (tmp_path / "icon.png").write_bytes(b"\x89PNG\xff")
    assert [path for path, _ in texts(tmp_path)] == ["README.md", "bot/a.py"]


def test_the_command_fails_and_names_the_breach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "bot/a.py", function("small", 10))
    assert main(tmp_path) == 0
    written(tmp_path, "tests/over.py", "x = 1\n" * 301)
    assert main(tmp_path) == 1
    printed = capsys.readouterr().out.splitlines()
    sizes = "house: 1 modules, median 10 lines, longest 10; 1 functions, median 10, longest 10; tests to code"
    assert printed == [f"{sizes} 0.00", "tests/over.py: 301 lines, over 300", f"{sizes} 30.10"]


def test_a_query_is_found_outside_storage(tmp_path: Path) -> None:
    for path in ("bot/x.py", "storage/x.py"):
        written(tmp_path, path, "from sqlalchemy import func, select\n")
    written(tmp_path, "bot/y.py", "from sqlalchemy.orm import Session\nfrom sqlalchemy import Engine\n")
    assert query_breaches(modules(tmp_path, "bot")) == ["bot/x.py: queries stand in storage/"]
    assert query_breaches(modules(tmp_path, "storage")) == []
