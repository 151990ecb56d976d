"""`make bench`: how fast it is, side by side with others in one run.

Every case of `CASES` prints one plain table: medians of runs taken in turn, so that
what shakes the machine shakes all of them. Figures drift from machine to machine,
ratios hold (performance.md).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import structlog

from tests.bench.databases import Databases, in_a_folder
from tests.bench.dispatch import dispatch
from tests.bench.figures import Line, as_json, table
from tests.bench.import_case import import_case
from tests.bench.inbound import inbound
from tests.bench.papers import report
from tests.bench.sizes import QUICK, REAL, TINY, Size
from tests.bench.summary import summary
from tests.bench.wave import wave

Case = Callable[[Databases, Size], Awaitable[list[Line]]]

CASES: Mapping[str, Case] = {
    "dispatch": dispatch,
    "wave": wave,
    "inbound": inbound,
    "summary": summary,
    "report": report,
    "import": import_case,
}
SIZES = {"real": REAL, "quick": QUICK, "tiny": TINY}


def main(arguments: Sequence[str]) -> int:
    """0: every budget held; 1: one was missed."""
    asked = _read(arguments)
    # Nobody reads the logs here; writing them would be measured.
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    found = asyncio.run(_run(asked.cases or list(CASES), SIZES[asked.size]))
    if asked.json is not None:
        shown = {name: [as_json(line) for line in found[name]] for name in found}
        asked.json.write_text(json.dumps(shown, indent=2, ensure_ascii=False))
    missed = [line for lines in found.values() for line in lines if line.missed]
    return 1 if missed else 0


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="case", help=", ".join(CASES))
    parser.add_argument("--json", type=Path, help="keep the figures in this file too")
    parser.add_argument("--size", choices=SIZES, default="real")
    parser.add_argument("--quick", dest="size", action="store_const", const="quick")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.cases) - CASES.keys():
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    return asked


async def _run(names: Sequence[str], size: Size) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    with in_a_folder() as folder:
        databases = Databases(Path(folder))
        try:
            for name in names:
                found[name] = await CASES[name](databases, size)
                sys.stdout.write(f"\n{name}\n{table(found[name])}\n")
                sys.stdout.flush()
        finally:
            databases.stop()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
