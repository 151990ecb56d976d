"""Every fault of the catalogue is proven somewhere, and the page says where."""

from __future__ import annotations

import re

from tests.house.sources import ROOT

PAGE = ROOT / "docs" / "chaos.md"
FAULTS = [*range(1, 33), *range(40, 45)]
LINE = re.compile(r"^\| F(\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
PROOF = re.compile(r"`tests/[\w/]+\.py(?:: (test_\w+))?`")


def test_every_fault_is_proven_somewhere() -> None:
    lines = LINE.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in lines] == FAULTS
    assert [number for number, _, proof in lines if not PROOF.search(proof)] == []


def test_every_case_of_ours_is_on_the_page() -> None:
    named = set(PROOF.findall(PAGE.read_text(encoding="utf-8")))
    cases = {
        name
        for path in sorted((ROOT / "tests" / "chaos").glob("test_*.py"))
        for name in re.findall(
            r"^(?:async )?def (test_\w+)",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        if path.name != "test_catalogue.py"
    }
    assert cases - named == set()
