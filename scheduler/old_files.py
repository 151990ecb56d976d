"""What lies beside the inbox folder no longer than words are kept (policy, `privacy`).

A message names who drafted and who signed it. Once it was read, the office has it in
its own system; what was refused has been looked at by then.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

AWAY = ("done", "refused")  # the folders to which files are moved
OURS = re.compile(r"[0-9a-f]{12}-")  # as they are named there: a digest first


def forget_files(folder: Path, before: datetime) -> int:
    """Delete those that were moved there before; how many. Others' files stay.

    The moment is that of the move: a file keeps the day on which it was written, and
    may have been old when it came.
    """
    old = [
        path
        for name in AWAY
        for path in (folder / name).glob("*")
        if OURS.match(path.name) and _moved_at(path) < before.timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _moved_at(path: Path) -> float:
    return path.lstat().st_ctime
