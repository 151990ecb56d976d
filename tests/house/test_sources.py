"""What every source file keeps to; the arrows themselves are import-linter's."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.house.sources import (
    ROOMS,
    attributes_of,
    calls_of,
    imports_of,
    name_of,
    packages_of,
    papers,
    python_files,
    tree_of,
)

LONGEST = 300  # lines; 150 is the target
SOURCES = python_files(*ROOMS)
VERSIONS = "models/migrations/versions/"
CLOCK = re.compile(
    r"\b(datetime\.(now|utcnow|today)|date\.today"
    r"|time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|gmtime|localtime))$"
)
# The sandbox plays Telegram's server; what it remembers is not the office's memory.
SANDBOX = "bot/sandbox/"
VAGUE = {"utils", "helpers", "common", "core", "services", "manager", "managers"}


def test_there_is_something_to_check() -> None:
    assert len(SOURCES) > 100


def test_no_file_is_too_long_to_be_read_at_a_sitting() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*ROOMS, "tests")
        if VERSIONS not in name_of(path)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files(*ROOMS, "tests")
        if path.stat().st_size and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_no_file_is_named_for_nothing() -> None:
    vague = {name_of(path) for path in SOURCES if VAGUE & set(_words(path))}
    assert vague == set()


def _words(path: Path) -> list[str]:
    return re.split(r"[/_.]", name_of(path))


def test_only_the_transaction_commits() -> None:
    elsewhere = [
        f"{name_of(path)}:{line}"
        for path in SOURCES
        if name_of(path) != "models/work.py" and SANDBOX not in name_of(path)
        for line, called in calls_of(path)
        if called == "commit"
    ]
    assert elsewhere == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    elsewhere = [
        f"{name_of(path)}:{line} {read}"
        for path in SOURCES
        if name_of(path) != "bot/clock.py"
        for line, read in attributes_of(path)
        if CLOCK.search(read)
    ]
    assert elsewhere == []


def test_nobody_takes_a_clock_out_of_its_module() -> None:
    """`from time import monotonic` would hide it from the rule above."""
    hidden = [
        name_of(path)
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == "time"
    ]
    assert hidden == []


def test_a_log_does_not_say_what_an_exception_says() -> None:
    """Its words may quote a row (F54): `scheduler/failures.py` leaves them out."""
    telling = [
        f"{name_of(path)}:{line}"
        for path in SOURCES
        for line, read in attributes_of(path)
        if re.fullmatch(r"log(ger)?\.exception", read)
    ]
    telling += [
        f"{name_of(path)}:{node.value.lineno}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg == "exc_info"
    ]
    assert telling == []


def may_import_telegram(name: str) -> bool:
    return name.startswith(("bot/", "handlers/", "channels/telegram"))


def may_import_sql(name: str) -> bool:
    return name.startswith("models/") or name == "bot/assembly.py"


def may_import_driver(name: str) -> bool:
    return name.startswith("models/")


def may_import_spreadsheets(name: str) -> bool:
    return name.startswith("files/")


@pytest.mark.parametrize(
    ("packages", "may"),
    [
        ({"telegram"}, may_import_telegram),
        ({"sqlalchemy"}, may_import_sql),
        ({"alembic", "aiosqlite", "asyncpg"}, may_import_driver),
        (
            {
                *("python_calamine", "xlsxwriter", "openpyxl", "defusedxml"),
                *("lxml", "docx", "matplotlib"),
            },
            may_import_spreadsheets,
        ),
    ],
)
def test_a_library_stays_in_its_room(packages: set[str], may: object) -> None:
    assert callable(may)
    strays = [
        name_of(path)
        for path in SOURCES
        if packages & packages_of(path) and not may(name_of(path))
    ]
    assert strays == []


def test_the_rules_of_the_office_need_no_library() -> None:
    allowed = {*sys.stdlib_module_names, "domain"}
    strays = {
        name_of(path): packages_of(path) - allowed
        for path in python_files("domain")
        if packages_of(path) - allowed
    }
    assert strays == {}


def test_the_program_does_not_know_its_tests() -> None:
    assert [name_of(path) for path in SOURCES if "tests" in packages_of(path)] == []


# A program is started in a folder and with an environment: these are its input.
STARTING = {"setenv", "delenv", "chdir"}


def test_tests_replace_nothing_by_force() -> None:
    """Fakes stand at the edges (clock, sandbox); nothing is patched, nobody sleeps."""
    forbidden = {"unittest.mock", "mock", "freezegun", "pytest_mock"}
    tests = [p for p in python_files("tests") if name_of(p) != name_of(Path(__file__))]
    mocked = [name_of(p) for p in tests if forbidden & imports_of(p)]
    forced = [
        f"{name_of(p)}:{line} {read}"
        for p in tests
        for line, read in attributes_of(p)
        if read == "time.sleep" or _patches(read)
    ]
    assert (mocked, forced) == ([], [])


def _patches(read: str) -> bool:
    holder, _, what = read.rpartition(".")
    return holder == "monkeypatch" and what not in STARTING


# Written so that this file does not name what it forbids.
MACHINE = re.compile(r"(?<![\w.:-])/(?:home|root|Users|work)/")
# A lock file or a command that says where packages are fetched from.
FETCHED = re.compile(r"--(?:extra-)?index[-]url[ =]|--find[-]links|\s@\s+https?:")


@pytest.mark.parametrize("what", [MACHINE, FETCHED], ids=["machine", "source"])
def test_no_paper_names_a_machine_or_a_package_source(what: re.Pattern[str]) -> None:
    found = [
        f"{name_of(path)}: {hit[0]}"
        for path in papers()
        if (hit := what.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []
