"""The papers around the code say what the code does."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.version import VERSION
from tests.house.sources import ROOT, name_of
from tests.house.tables import (
    EXAMPLE,
    README,
    example_settings,
    setting_names,
    terminal_commands,
    written,
)

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
HEADINGS = (*("Context", "Decision", "Why", "Alternatives considered", "Consequences"),)
ASSIGNED = re.compile(r"^#?(DONDOC_[A-Z_]+)=(.*)$", re.MULTILINE)
# `handlers/summary.py` or `handlers/summary.py: show_summary`, between backquotes.
NAMED = re.compile(r"`([\w./-]+\.py)(?::? ([\w.]+)(?:\(\))?)?`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == written(text), "make readme"


@pytest.mark.parametrize("name", terminal_commands("en"))
def test_a_terminal_command_has_help_and_an_example_in_both_languages(
    name: str,
) -> None:
    english, vietnamese = (terminal_commands(one)[name] for one in ("en", "vi"))
    assert english.help != vietnamese.help
    for command in (english, vietnamese):
        assert f"dondoc {name}" in command.epilog


def test_every_setting_is_in_the_example_and_is_explained() -> None:
    explained = dict(example_settings(EXAMPLE.read_text(encoding="utf-8")))
    assert list(explained) == setting_names()
    assert all(explained.values())


def test_the_example_shows_the_defaults() -> None:
    shown = dict(ASSIGNED.findall(EXAMPLE.read_text(encoding="utf-8")))
    for name, field in Settings.model_fields.items():
        default = field.default
        if default is not None:
            plain = default if isinstance(default, str) else default.get_secret_value()
            assert shown[f"DONDOC_{name.upper()}"] == plain


def test_the_newest_change_is_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", text, re.MULTILINE)
    assert versions[0] == VERSION


def test_the_check_of_the_team_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_else_there_was(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(headings) == HEADINGS


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_only_what_is_there(page: Path) -> None:
    """A file that a page names exists; so does what it names in that file."""
    missing = [
        f"{file} {name}".strip()
        for file, name in NAMED.findall(page.read_text(encoding="utf-8"))
        if not _is_there(file, name)
    ]
    assert missing == []


def _is_there(file: str, name: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    return not name or name.rpartition(".")[2] in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
