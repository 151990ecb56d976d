"""Photos and files sent together: a level of secrecy on one is on all of them.

Only one of them bears the words, and each comes as an update of its own: in one batch,
or by the webhook one after the other. What came before the one with the words, and was
handled by then, is not known any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.kept import ALBUM, placed
from bot.updates import DIGEST, MESSAGES, REFUSED

REMEMBERED = 1_000  # albums of which something was refused, the newest


class Albums:
    """Those of which something was refused, by Telegram's number of them."""

    def __init__(self) -> None:
        self._refused: dict[str, str] = {}  # with the digest of what was

    def refuse_together(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of the inbox, what belongs to something refused as refused too."""
        for row in rows:
            self._remember(row["body"])
        if not self._refused:
            return list(rows)
        return [{**row, "body": self._body(row["body"])} for row in rows]

    def _remember(self, body: Any) -> None:
        if isinstance(body, dict) and body.get(REFUSED):
            for _, album in _albums_in(body):
                self._refused[album] = body.get(DIGEST, "")
                if len(self._refused) > REMEMBERED:
                    del self._refused[next(iter(self._refused))]

    def _body(self, body: Any) -> Any:
        if not isinstance(body, dict) or body.get(REFUSED):
            return body
        for kind, album in _albums_in(body):
            if album in self._refused:
                marks = {REFUSED: "secret", DIGEST: self._refused[album]}
                return {**body, kind: placed(body[kind]), **marks}
        return body


def _albums_in(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The kind of a message, and the album that it is of."""
    for kind in MESSAGES:
        part = body.get(kind)
        album = part.get(ALBUM) if isinstance(part, dict) else None
        if isinstance(album, str) and album:
            yield kind, album
