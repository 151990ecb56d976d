"""A message for the chat as a letter: a subject, plain words, the same marked up."""

from __future__ import annotations

from dataclasses import dataclass

from locales import formats
from locales.catalog import N_, Words
from locales.html import safe, visible
from locales.render.rendered import Rendered

LONGEST_SUBJECT = 120  # characters
NOTE = N_(
    "Sent automatically, as this cannot be told in the chat. Please do not answer this"
    " letter: answer in the chat with the bot, or through the contact of your unit."
)

# To Phòng Tổng hợp's own address, which gets a copy of what the chat brings too.
COPY = N_(
    "Sent automatically. Please do not answer this letter; that it was received is"
    " noted in the chat with the bot."
)


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def letter(
    rendered: Rendered, words: Words, *, prefix: str = "", is_copy: bool = False
) -> Letter:
    """All parts in one. `prefix` says that it is sent a second time, `is_copy` that the
    chat brings it too. Buttons stay behind."""
    parts = [part for part in (prefix, *rendered.parts) if part]
    note = words(COPY if is_copy else NOTE)
    first = next(line for line in visible(rendered.parts[0]).splitlines() if line)
    plain = "\n\n".join(visible(part) for part in parts)
    marked = "\n\n".join(parts).replace("\n", "<br>\n")
    return Letter(
        subject=formats.cut(first, LONGEST_SUBJECT),
        text=f"{plain}\n\n-- \n{note}\n",
        html=f"<html><body><p>{marked}</p><hr><p><i>{safe(note)}</i></p></body></html>",
    )
