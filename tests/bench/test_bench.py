"""The bench runs, and writes what it promises; no figure is asserted."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNITS = ("_turns_per_s", "_ms", "_s", "_mb", "_ratio")


def test_the_bench_writes_one_flat_object_of_numbers(tmp_path: Path) -> None:
    environ = {**os.environ, "BENCH_SECONDS": "0.3", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads((tmp_path / "bench.json").read_text())
    assert [name for name in figures if not name.endswith(UNITS)] == []
    assert {type(value) for value in figures.values()} <= {int, float}
    wanted = {
        "echo_stock_message_turns_per_s",
        "echo_stock_invoke_turns_per_s",
        "menu_turns_per_s",
        "proposal_step_turns_per_s",
        "proposal_step_p95_ms",
        "startup_s",
        "rss_mb",
    }
    assert wanted <= figures.keys()
