"""What the program shows and takes over HTTP: its health, its figures, the webhook."""

from bot.web.pages import Pages

__all__ = ["Pages"]
