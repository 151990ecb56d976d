"""How the outbox empties: claim, look again, render, pace, mark, send, record."""

from __future__ import annotations

from scheduler.dispatcher.dispatcher import Dispatcher

__all__ = ["Dispatcher"]
