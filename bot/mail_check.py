"""Whether letters can leave: said by `dondoc check`, with what to do about it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from bot.checks import Finding
from bot.settings import Settings
from channels.email_probe import MailTrouble, probe
from locales.catalog import N_, Words

SAID: Mapping[MailTrouble, tuple[str, str]] = {
    MailTrouble.UNREACHABLE: (
        "D030",
        N_(
            "The mail server {server} cannot be reached ({why}). Check the network and"
            " {url}; letters wait meanwhile."
        ),
    ),
    MailTrouble.REFUSES: (
        "D031",
        N_(
            "The mail server {server} refuses this machine ({why}). Ask whoever runs"
            " it to let the machine in."
        ),
    ),
    MailTrouble.IN_THE_OPEN: (
        "D032",
        N_(
            "The mail server {server} offers no encryption, and the password is not"
            " sent in the open. Use smtps:// in {url}, or another port."
        ),
    ),
    MailTrouble.ENCRYPTION: (
        "D033",
        N_(
            "The connection to the mail server {server} cannot be encrypted ({why})."
            " Check its certificate, the port, and smtp:// or smtps:// in {url}."
        ),
    ),
    MailTrouble.NO_LOGIN: (
        "D034",
        N_(
            "The mail server {server} takes no name and password here. Take them out"
            " of {url}, or use the port for handing letters in."
        ),
    ),
    MailTrouble.NOT_LET_IN: (
        "D035",
        N_(
            "The mail server {server} refuses the name or the password ({why}). Check"
            " {url}."
        ),
    ),
    MailTrouble.SENDER: (
        "D036",
        N_(
            "The mail server {server} takes no letters from {sender} ({why}). Check"
            " {sender_setting}."
        ),
    ),
}


async def check_mail(settings: Settings, words: Words) -> AsyncIterator[Finding]:
    """Nothing is found where the office has no mail server, or it would take letters.

    The program runs without it: what goes by Telegram does not wait for letters.
    """
    server = settings.mail_server
    if server is None:
        return
    found = await probe(server)
    if found is None:
        return
    code, said = SAID[found.trouble]
    facts = {
        "server": f"{server.host}:{server.port}",
        "why": found.words,
        "sender": server.sender,
        "url": "DONDOC_SMTP_URL",
        "sender_setting": "DONDOC_SMTP_FROM",
    }
    yield Finding(code, words(said).format(**facts), False)
