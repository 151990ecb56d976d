"""The proofs of the catalogue with its own counts: `make chaos case=F26`, `case=all`.

Each is a test that is small in `make test`; here it is told how it ended, with its
count, its figures and its seconds.
"""

from __future__ import annotations

import sys

import pytest

from tests.proofs import proof_of

WHERE = (
    "tests/chaos",
    "tests/actions/test_inviting.py",
    "tests/actions/test_restore.py",
    "tests/bot/web/test_three_doors.py",
    "tests/bot/web/test_webhook.py",
    "tests/handlers/test_forgeries.py",
    "tests/models/test_cancelling.py",
    "tests/scheduler/test_guarding.py",
    "tests/scheduler/test_planning_together.py",
    "tests/scheduler/test_sealing.py",
)
LIST, ALL = "list", "all"


def run(case: str, database: str) -> int:
    """pytest's own exit code; 5 when no proof has that name."""
    words = ["--long", "-m", "proof", "-p", "no:cacheprovider", "--no-header"]
    if database != "both":
        words += ["-k", database]
    if case == LIST:
        words.append("--collect-only")
    return int(pytest.main([*words, *WHERE], plugins=[Told(case)]))


class Told:
    """Runs the proofs of one fault, and tells what became of each."""

    def __init__(self, case: str) -> None:
        self._case = case
        self._counts: dict[str, str] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        wanted = [item for item in items if self._is_wanted(item)]
        gone = [item for item in items if item not in wanted]
        config.hook.pytest_deselected(items=gone)
        items[:] = wanted
        self._counts = {item.nodeid: str(proof_of(item)) for item in items}

    def _is_wanted(self, item: pytest.Item) -> bool:
        proof = proof_of(item)
        if proof is None:
            return False
        return self._case in {LIST, ALL} or self._case in proof.fault.split(", ")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and not report.skipped:
            return
        figures = [f"{name} {value}" for name, value in report.user_properties]
        seconds = f"{report.duration:.0f} s"
        name = report.nodeid.rpartition("::")[2]
        told = ", ".join([self._counts[report.nodeid], *figures, seconds])
        sys.stdout.write(f"\n{report.outcome}: {told} ({name})\n")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if self._case == LIST:
            for item in session.items:
                sys.stdout.write(f"{self._counts[item.nodeid]} ({item.name})\n")
