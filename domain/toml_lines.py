"""On which line of a TOML text each value stands; the standard parser does not say.

The parser itself finds where a statement ends: lines are taken together until they can
be read. So strings over several lines, comments and inline tables need no grammar here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

Path = tuple[str, ...]


def flat(tables: Mapping[str, Any]) -> dict[Path, Any]:
    """Every value by its path; an empty table is a value too, so that it is seen."""
    found: dict[Path, Any] = {}
    for name, value in tables.items():
        if isinstance(value, dict) and value:
            found |= {(name, *path): one for path, one in flat(value).items()}
        else:
            found[(name,)] = value
    return found


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, on which each path of a readable text is given its value."""
    found: dict[Path, int] = {}
    section: Path = ()
    statement, begun = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        if not statement:
            begun = number
        statement += f"{line}\n"
        try:
            said = flat(tomllib.loads(statement))
        except tomllib.TOMLDecodeError:
            continue  # not whole yet
        if statement.lstrip().startswith("["):
            section = next(iter(said))
            found[section] = begun
        else:
            found |= {(*section, *path): begun for path in said}
        statement = ""
    return found
