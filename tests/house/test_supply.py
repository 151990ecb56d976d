"""What is installed is what was locked, and the bill of materials says all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.bill import HASH, ITSELF, LOCK, bill_of
from tests.house.sources import ROOT

LOCKS = [LOCK, ROOT / "requirements-dev.txt", ROOT / "tests/bench/requirements.txt"]
PIN = re.compile(r"^[\w.-]+==\S+", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_with_its_hashes(lock: Path) -> None:
    """And no line names an address from which it would come."""
    text = lock.read_text(encoding="utf-8")
    bill_of(text)
    assert "://" not in re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def test_everything_is_installed_by_hash_alone() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in made.splitlines() if "\t$(INSTALL)" in line]
    assert len(installs) >= 4
    for line in installs:
        assert "--require-hashes" in line or line.endswith("$(ITSELF)")
    assert "ITSELF := --no-deps " in made


def test_the_bill_names_every_package_of_the_lock() -> None:
    text = LOCK.read_text(encoding="utf-8")
    bill = bill_of(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    named = [f"{one['name']}=={one['version']}" for one in bill["components"]]
    assert named == [pin.lower() for pin in PIN.findall(text)]
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len({*refs, ITSELF}) == len(refs) + 1
    assert bill["dependencies"] == [{"ref": ITSELF, "dependsOn": refs}]
    hashes = [one["content"] for each in bill["components"] for one in each["hashes"]]
    assert sorted(hashes) == sorted(HASH.findall(text))
    assert bill == bill_of(text)  # the same lock, the same bill


@pytest.mark.parametrize("bad", ["aiohttp>=3", "aiohttp==3.14.5", "aiohttp"])
def test_a_package_without_a_hash_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not pinned"):
        bill_of(f"{bad}\n")


def test_every_item_of_security_names_the_test_that_shows_it() -> None:
    """That each of them is there, `tests/house/test_papers.py` looks at."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    items = re.findall(r"^\| (\d+\.\d+\.\d+) \|(.+)\|(.+)\|(.+)\|$", page, re.MULTILINE)
    assert len(items) >= 20
    shown = r" `tests/[\w/]+\.py: test_\w+` "
    assert [number for number, *_, test in items if not re.fullmatch(shown, test)] == []
