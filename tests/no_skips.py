"""With CI=true every test must run: one that is skipped, or expected to fail, fails the run."""

import os

import pytest

Reports = list[str]


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true":
        config.pluginmanager.register(NoSkips(), "no-skips-at-work")


class NoSkips:
    """At work only with CI=true; with xdist it is the controller that counts."""

    def __init__(self) -> None:
        self._left_out: Reports = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped or hasattr(report, "wasxfail"):
            self._left_out.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._left_out.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._left_out and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for nodeid in self._left_out:
            terminalreporter.write_line(f"not run, which CI=true forbids: {nodeid}", red=True)
