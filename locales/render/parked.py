"""Messages that went astray, for who can decide about them."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.admin_notices import DoubtfulMessage, ParkedDigest, ParkedMessage
from domain.buttons import Button, Keyboard, Press
from locales import formats
from locales.catalog import N_, Words
from locales.html import Markup, bold, fill
from locales.render.names import SECTIONS
from locales.render.rendered import Rendered, lines, message
from locales.render.unreached import unreached

COMMAND = "dondoc unknowns"
LONGEST_REASON = 100  # characters of what the server said

# What a message is that no rule of reminding made.
KINDS: Mapping[str, str] = {
    "card": N_("Task card"),
    "digest": N_("Reminder"),
    "roll_call": N_("Roll-call of the week"),
    "question": N_("Question to be confirmed"),
    "Told": N_("Notice"),
    "file": N_("File of a report, or package"),
    "webhook_event": N_("Event for another system"),
}
OTHER_KIND = N_("Answer to a command")

# Why nobody knows: how far the call came, as the channel says it.
DOUBTS: Mapping[str, str] = {
    "owner_died": N_("the program stopped while it was being sent"),
    "sending": N_("the line broke while it was being sent"),
    "answered": N_("the line broke before the answer was complete"),
    "rewound": N_("the database was restored from a backup meanwhile"),
    "http": N_("something other than Telegram answered"),
}
OTHER_DOUBT = N_("the answer of Telegram did not come")
# What became of it after nobody knew whether it had arrived, by the state of its row.
SINCE_THEN: Mapping[str, str] = {
    "sent": N_("it was sent again, marked as such"),
    "skipped": N_("it was not sent again, because it was wanted no more"),
}
TO_BE_SENT = N_("it is to be sent again")
CLOSED = N_("the chat is closed to the bot")
NO_ADDRESS = N_("the address takes no letters any more")
REFUSED = N_("Telegram refused it, “{reason}”")
REFUSED_MAIL = N_("the mail server refused it, “{reason}”")
CLOSED_REASONS = ("chat_gone", "blocked", "kicked", "not found", "deactivated")


def parked_digest(notice: ParkedDigest, words: Words, zone: ZoneInfo) -> Rendered:
    return message(
        [
            _title(notice, words, zone),
            lines(*_counts(notice, words)),
            _doubtful(notice, words),
            *(_message(one, words, zone) for one in notice.messages),
            _rest(notice, words),
            _what_to_do(notice, words),
            _calendar(notice, words),
            unreached(notice.unreached, words) if notice.unreached else "",
        ],
        _keyboard(notice, words),
    )


def _title(notice: ParkedDigest, words: Words, zone: ZoneInfo) -> Markup:
    title = fill(
        words("To be looked at, {date}"),
        date=formats.day(notice.slot.astimezone(zone).date()),
    )
    return fill("📮 {title}", title=bold(title))


def _counts(notice: ParkedDigest, words: Words) -> list[Markup]:
    """Those in doubt are always counted; the others if there are any."""
    counted = (
        (words("Not clear whether received: {count}"), notice.unknown),
        (words("Could not be sent: {count}"), notice.dead),
        (words("Chats closed since the last list: {count}"), notice.closed),
        (words("Left out because it was too late: {count}"), notice.late),
        (words("Messages of people that could not be handled: {count}"), notice.unread),
    )
    return [
        fill(said, count=formats.padded(count, words.language))
        for said, count in counted
        if count or said is counted[0][0]
    ]


def _message(one: ParkedMessage, words: Words, zone: ZoneInfo) -> Markup:
    head = fill(
        "{number}. {to} – {what}, {at}",
        number=bold(str(one.id)),
        to=recipient_of(one, words),
        what=subject_of(one, words),
        at=formats.moment(one.at, zone, words.language),
    )
    return lines(head, fill("{cause}", cause=cause_of(one, words)))


def recipient_of(one: ParkedMessage | DoubtfulMessage, words: Words) -> str:
    return one.to or words("an account that is not linked")


def subject_of(one: ParkedMessage | DoubtfulMessage, words: Words) -> str:
    """What it speaks of, in the office's words."""
    named = {rule.value: SECTIONS[rule] for rule in SECTIONS}
    said = [words(named.get(w) or KINDS.get(w, OTHER_KIND)) for w in one.what]
    return ", ".join(dict.fromkeys(said))


def cause_of(one: ParkedMessage, words: Words) -> str:
    """Whether it is in doubt, why, and how often it was tried."""
    tries = words.plural("{count} attempt", "{count} attempts", one.attempts)
    said = words("Not clear whether received: {why} ({tries})")
    if not one.is_unknown:
        said = words("Not sent: {why} ({tries})")
    count = formats.padded(one.attempts, words.language)
    return said.format(why=_why(one, words), tries=tries.format(count=count))


def _why(one: ParkedMessage, words: Words) -> str:
    if one.is_unknown:
        return _doubt(one.reason, words)
    if any(mark in one.reason for mark in CLOSED_REASONS):
        return words(NO_ADDRESS if one.by_mail else CLOSED)
    reason = formats.cut(one.reason, LONGEST_REASON)
    return words(REFUSED_MAIL if one.by_mail else REFUSED).format(reason=reason)


def _doubt(reason: str, words: Words) -> str:
    known = (said for mark, said in DOUBTS.items() if reason.startswith(mark))
    return words(next(known, OTHER_DOUBT))


def doubt_of(one: DoubtfulMessage, words: Words) -> str:
    """Why nobody knew, and what became of it since."""
    said = words("Not clear whether received at first: {why}; {then}")
    then = words(SINCE_THEN.get(one.then, TO_BE_SENT))
    return said.format(why=_doubt(one.reason, words), then=then)


def _doubtful(notice: ParkedDigest, words: Words) -> Markup:
    if not notice.doubtful:
        return Markup("")
    said = words.plural(
        "{count} message since the last list was not clear at first, and needs no"
        " decision (sent again, or wanted no more); see on the server: {command}",
        "{count} messages since the last list were not clear at first, and need no"
        " decision (sent again, or wanted no more); see on the server: {command}",
        notice.doubtful,
    )
    count = formats.padded(notice.doubtful, words.language)
    return fill(said, count=count, command=f"{COMMAND} --all")


def _rest(notice: ParkedDigest, words: Words) -> Markup:
    hidden = notice.unknown + notice.dead - len(notice.messages)
    if hidden <= 0:
        return Markup("")
    said = words.plural(
        "… {count} more message; see on the server: {command}",
        "… {count} more messages; see on the server: {command}",
        hidden,
    )
    return fill(said, count=formats.padded(hidden, words.language), command=COMMAND)


def _what_to_do(notice: ParkedDigest, words: Words) -> Markup:
    if not notice.messages:
        return fill(words("No message waits for a decision."))
    return fill(
        words(
            "Please ask whether it was received, then press “Received”, or “Send again”"
            " to send it once more."
        )
    )


def _calendar(notice: ParkedDigest, words: Words) -> Markup:
    if not notice.unconfirmed:
        return Markup("")
    years = ", ".join(str(year) for year in notice.unconfirmed)
    said = words(
        "Nobody has confirmed the days off of {years} yet; deadlines are counted by"
        " them. See: /lichnghi {year}"
    )
    return fill(said, years=years, year=notice.unconfirmed[0])


def _keyboard(notice: ParkedDigest, words: Words) -> Keyboard:
    return tuple(_buttons(one, words) for one in notice.messages)


def _buttons(one: ParkedMessage, words: Words) -> tuple[Button, ...]:
    seen = words("Received") if one.is_unknown else words("Leave it")
    return tuple(
        Button(f"{one.id}: {label}", Press("d", str(one.id), verb).pack())
        for label, verb in ((seen, "seen"), (words("Send again"), "again"))
    )
