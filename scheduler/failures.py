"""What a log says of a failure: its words may quote a row, so they are left out."""

from __future__ import annotations

import traceback
from pathlib import Path

MOST = 5  # lines of a failure that are told


def told(error: Exception) -> dict[str, str]:
    """Its class, and the lines it came by, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST:]
    at = (f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
    return {"error": type(error).__name__, "at": " ".join(at)}
