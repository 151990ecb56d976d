"""A local Bot API server as strict as Telegram, with the people who use it."""

from __future__ import annotations

from bot.sandbox.clock_file import read_stored_clock
from bot.sandbox.server import Sandbox
from bot.sandbox.stage import Program

__all__ = ["Program", "Sandbox", "read_stored_clock"]
