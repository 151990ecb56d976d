"""The sandbox's memory over a stop: every record written through to one file.

What is put is on disk at the next `commit`, which comes before every answer.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (file_id TEXT PRIMARY KEY, body BLOB NOT NULL);
"""


class Store:
    """A file of JSON records by kind and key; without a path it keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._connection: sqlite3.Connection | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path)
            # A kill loses nothing that was committed; only a power cut may.
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(TABLES)

    def put(self, kind: str, key: object, value: Any) -> None:
        """Keep a flat dataclass or plain JSON; without a path it costs nothing."""
        if self._connection is None:
            return
        plain = vars(value) if is_dataclass(value) else value
        self._run(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)",
            (kind, str(key), json.dumps(plain)),
        )

    def drop(self, kind: str, key: object) -> None:
        self._run("DELETE FROM record WHERE kind = ? AND key = ?", (kind, str(key)))

    def put_file(self, file_id: str, body: bytes) -> None:
        self._run("INSERT OR REPLACE INTO file VALUES (?, ?)", (file_id, body))

    def list_records(self, kind: str) -> list[tuple[str, Any]]:
        """Give key and value of every record of a kind."""
        sql = "SELECT key, value FROM record WHERE kind = ?"
        rows = self._run(sql, (kind,))
        return [(key, json.loads(value)) for key, value in rows]

    def list_files(self) -> list[tuple[str, bytes]]:
        return self._run("SELECT file_id, body FROM file", ())

    def commit(self) -> None:
        if self._connection is not None and self._connection.in_transaction:
            self._connection.commit()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.commit()
            self._connection.close()
            self._connection = None

    def _run(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None:
            return []
        return self._connection.execute(sql, values).fetchall()
