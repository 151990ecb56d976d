"""Every fault of the catalogue is proven somewhere, and the page says where."""

from __future__ import annotations

import re

from tests.house.sources import ROOT

PAGE = ROOT / "docs" / "chaos.md"
FAULTS = [*range(1, 45), *range(50, 55)]
LINE = re.compile(r"^\| F(\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
MARK = re.compile(
    r'@pytest\.mark\.proof\(\s*"([F\d, ]+)",\s*short=(\w+),\s*long=([\d_]+),'
    r'\s*of="([^"]+)",?\s*\)\n(?:@.+\n)*(?:async )?def (test_\w+)'
)
PROOF = re.compile(r"`tests/[\w/]+\.py(?:: (test_\w+))?`")


def _page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_fault_is_proven_somewhere() -> None:
    lines = LINE.findall(_page())
    assert [int(number) for number, _, _ in lines] == FAULTS
    assert [number for number, _, proof in lines if not PROOF.search(proof)] == []


def test_every_proof_says_with_which_counts() -> None:
    """Behind the name of the test: in every run, and in `make chaos case=...`."""
    lines = {number: proof for number, _, proof in LINE.findall(_page())}
    said = [
        (fault, f"{name}` ({short} / {int(long):,} {of})".replace("None", "none"))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for faults, short, long, of, name in MARK.findall(path.read_text("utf-8"))
        for fault in faults.split(", ")
    ]
    assert len(said) >= 20
    assert [one for one in said if one[1] not in lines[one[0][1:]]] == []


def test_every_case_of_ours_is_on_the_page() -> None:
    named = set(PROOF.findall(_page()))
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
