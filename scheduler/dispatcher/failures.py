"""What a log says of a failure: its words may quote a row, so they are left out."""

from __future__ import annotations

import traceback
from pathlib import Path


def told(error: Exception) -> dict[str, str]:
    """Its class, and the line it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "at": at}
