"""Where updates are posted to, as the bot set it; it survives a restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.sandbox.refusals import bad_request, too_many
from bot.sandbox.store import Store

SET_EVERY = 1.0  # seconds of the steady clock
USUAL_CONNECTIONS = 40
MOST_CONNECTIONS = 100


@dataclass(frozen=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = USUAL_CONNECTIONS
    last_error_date: int = 0  # 0: none yet
    last_error_message: str = ""


class WebhookSetting:
    """`changed` is told after each change of where or how updates are posted."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._next_set = 0.0
        self.changed: Callable[[], None] = lambda: None
        kept = dict(store.list_records("webhook")).get("current")
        self.current = Webhook(**kept) if kept else None

    def check_pace(self, now: float) -> None:
        """Refuse to be set more often than once a second, with 429."""
        if now < self._next_set:
            raise too_many(1)
        self._next_set = now + SET_EVERY

    def set(self, new: Webhook | None) -> None:
        """Post there from now on; None: nowhere. The same again changes nothing."""
        if _without_error(self.current) != new:
            self._keep(new)
            self.changed()

    def note_error(self, at: int, words: str) -> None:
        if self.current is not None:
            self._keep(
                replace(self.current, last_error_date=at, last_error_message=words)
            )

    def _keep(self, webhook: Webhook | None) -> None:
        self.current = webhook
        self._store.put("webhook", "current", webhook)


def _without_error(webhook: Webhook | None) -> Webhook | None:
    return webhook and replace(webhook, last_error_date=0, last_error_message="")


def check_address(url: str) -> None:
    """Take http and https on this machine only: the sandbox goes nowhere else."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise bad_request("bad webhook: Failed to parse URL") from error
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: URL must begin with http:// or https://")
    if not host or not _is_loopback(host):
        words = "bad webhook: the sandbox delivers to loopback only"
        raise bad_request(words)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
