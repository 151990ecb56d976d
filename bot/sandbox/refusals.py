"""What the sandbox answers when it says no, in Telegram's own words."""

from __future__ import annotations


class BotRefusal(Exception):
    """A Bot API call was refused; `description` is the exact text Telegram sends."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class PeopleRefusal(Exception):
    """A call of the people's API was refused: 400, or 404 for what is not there."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def bad_request(words: str) -> BotRefusal:
    return BotRefusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> BotRefusal:
    return BotRefusal(403, f"Forbidden: {words}")


def not_here(what: str) -> PeopleRefusal:
    return PeopleRefusal(f"There is no {what}.", status=404)


def too_many(retry_after: int) -> BotRefusal:
    """Refuse for `retry_after` whole seconds."""
    words = f"Too Many Requests: retry after {retry_after}"
    return BotRefusal(429, words, {"retry_after": retry_after})
