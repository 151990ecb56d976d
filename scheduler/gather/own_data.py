"""What is kept of a person, as a file: made when it leaves, and kept nowhere."""

from __future__ import annotations

import json
from typing import Any

from domain.privacy import OwnDataFile
from models.queries.own_data import read_own
from models.queries.people import person
from models.work import Reads


async def gather_own_data(reads: Reads, params: dict[str, Any]) -> OwnDataFile | None:
    """None for who is no officer any more."""
    reader = await person(reads, params["officer"])
    if reader is None:
        return None
    own = await read_own(reads, reader.id)
    text = json.dumps(own, ensure_ascii=False, indent=2)
    return OwnDataFile(text.encode())
