"""CI=true leaves no test out (design.md §6), on one core and on two."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = "import pytest\ndef test_a(): pytest.skip('later')\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_a(): assert False\n"
EXPECTED_BUT_PASSES = "import pytest\n@pytest.mark.xfail\ndef test_a(): pass\n"
WHOLE_MODULE = "import pytest\npytest.importorskip('not_there_at_all')\ndef test_a(): pass\n"
PASSES = "def test_a(): pass\n"
FAILS = "def test_a(): assert False\n"


def run(folder: Path, text: str, *, ci: str, workers: str) -> tuple[int, bool]:
    """(exit status, whether the plugin said what was not run) of pytest over a second, passing file too."""
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "test_other.py").write_text(PASSES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.no_skips", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-n", workers, f"--rootdir={folder}", str(folder)],
        cwd=ROOT,
        env={**os.environ, "CI": ci, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, "not run, which CI=true forbids: " in done.stdout


@pytest.mark.parametrize("text", [SKIPPED, EXPECTED_TO_FAIL, EXPECTED_BUT_PASSES, WHOLE_MODULE])
def test_a_test_left_out_fails_the_run_in_ci_alone(tmp_path: Path, text: str) -> None:
    assert run(tmp_path, text, ci="true", workers="0") == (1, True)
    assert run(tmp_path, text, ci="", workers="0") == (0, False)


def test_workers_are_counted_too(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPED, ci="true", workers="2") == (1, True)
    assert run(tmp_path, SKIPPED, ci="", workers="2") == (0, False)


def test_a_run_that_left_nothing_out_keeps_its_status(tmp_path: Path) -> None:
    assert run(tmp_path, PASSES, ci="true", workers="0") == (0, False)
    assert run(tmp_path, FAILS, ci="true", workers="0") == (1, False)
