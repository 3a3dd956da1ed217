"""Options and fixtures that all tests share."""

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write anew what tests expect: tests/cases, messages and scores in docs"
    )
    parser.addoption(
        "--long", action="store_true", help="try much more: all shapes, long replays, ten times the random notes"
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ["LANGUAGE"] = "en"  # what is said in Japanese is asked for where it is tested
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2_000_000_000:
        # A collection of Anki waits for the disk at each step, and so does who deletes thousands of files.
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = None
    if config.getoption("--long"):
        os.environ.setdefault("FUZZ_TIMES", "10")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let who has finished take over from who has not: some tests take a hundred times as long as others."""
    if config.getoption("numprocesses", None) and config.option.dist == "no":
        config.option.dist = "worksteal"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the browsers' tests unread where what is slow is left out: all are, and what drives browsers loads slowly."""
    return (collection_path.name == "browser" and config.option.markexpr == "not slow") or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only --long runs, and begin with what is slow, so that no process is left with it in the end."""
    items.sort(key=lambda item: not item.get_closest_marker("slow"))
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were skipped and why, a line for each reason."""
    skipped = terminalreporter.stats.get("skipped", ())
    for reason, count in Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped).items():
        terminalreporter.write_line(f"{count} tests skipped: {reason}", yellow=True)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))
