"""What the administrators are told of the machine, the line and the people it reaches.

Their facts, in the manner of locales/sayings.py:

    CLOCK_DOUBTED                               machine_at, [true_at]
    CLOCK_RIGHT                                 machine_at
    DISK_SHORT                                  [free]
    DISK_RIGHT                                  free
    OFFICER_GONE, MAILBOX_GONE, SYSTEM_GONE     name
    SYNTHESIS_GONE                              name
    TELEGRAM_SILENT, TELEGRAM_ANSWERS           since_at
    TOKEN_REFUSED, TOKEN_TAKEN                  since_at
    RIVAL_POLLS, RIVAL_GONE                     since_at
    MANY_UNKNOWN                                unknown, tried
    GROUP_GONE                                  unit, title
    REFUSED_ODDLY, MAIL_REFUSED                 why
    HISTORY_HEAD                                date, head
    REWOUND                                     since_at, count
    BACKUP_FAILED                               none
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

MACHINE: Mapping[Saying, str] = {
    Saying.CLOCK_DOUBTED: N_(
        "The clock of the server shows {machine_at}; by Telegram and the running time"
        " it should be {true_at}. Reminders are held back until the clock is right;"
        " questions are still answered. Please check the date, the time and the time"
        " synchronisation of the server."
    ),
    Saying.CLOCK_RIGHT: N_(
        "The clock of the server is right again: {machine_at}. Reminders that were held"
        " back and still count are being sent."
    ),
    Saying.DISK_SHORT: N_(
        "Only {free} MB are free on the disk of the server. Reminders are held back and"
        " registers are not taken in until there is room; questions are still answered."
        " Please free some room on that disk."
    ),
    Saying.DISK_RIGHT: N_(
        "There is room on the disk of the server again: {free} MB. Reminders that were"
        " held back and still count are being sent."
    ),
    Saying.TELEGRAM_SILENT: N_(
        "Telegram has not answered the server since {since_at}. Reminders and answers"
        " wait, and nothing of them is lost; people are not told meanwhile. Please"
        " check the network and the proxy of the server, and whether Telegram is"
        " barred."
    ),
    Saying.TELEGRAM_ANSWERS: N_(
        "Telegram answers the server again since {since_at}. What waited and still"
        " counts is being sent."
    ),
    Saying.TOKEN_REFUSED: N_(
        "Telegram refuses the bot's token since {since_at}. Nothing is lost, but"
        " nothing is sent either, and nobody is heard. Please ask @BotFather for a new"
        " token, put it into DONDOC_TELEGRAM_TOKEN and start dondoc again."
    ),
    Saying.TOKEN_TAKEN: N_(
        "Telegram takes the bot's token again since {since_at}. What waited and still"
        " counts is being sent."
    ),
    Saying.RIVAL_POLLS: N_(
        "Another program asks Telegram with the bot's own token, seen at {since_at}:"
        " what people write may reach that program instead of this one, or late."
        " Please stop it; if it is not known, ask @BotFather for a new token, put it"
        " into DONDOC_TELEGRAM_TOKEN and start dondoc again."
    ),
    Saying.RIVAL_GONE: N_(
        "No other program asks Telegram with the bot's token any more; what people"
        " write is taken in as usual since {since_at}."
    ),
    Saying.MANY_UNKNOWN: N_(
        "Of {tried} messages sent today, {unknown} may not have arrived: more than"
        " 0.5%. Please check the line to Telegram; the list of these messages comes"
        " with the morning's report, or by dondoc unknowns on the server."
    ),
    Saying.OFFICER_GONE: N_(
        "Messages no longer reach {name}: the chat with the bot was blocked or deleted."
        " What was waiting for {name} was not sent. Please ask {name} to open the chat"
        " with the bot again and press “Start”."
    ),
    Saying.GROUP_GONE: N_(
        "Messages no longer reach the group “{title}” of {unit}: the bot was removed or"
        " the group was deleted. What was waiting for it was not sent. Please add the"
        " bot to the group again, or bind another one by /nhom."
    ),
    Saying.SYSTEM_GONE: N_(
        "The system {name} takes no more events at its address (it answered 410). It is"
        " told nothing more. If it is to be told again, add its address anew: dondoc"
        " webhook add"
    ),
    Saying.REFUSED_ODDLY: N_(
        "The server refused a message of the bot in an unusual way: “{why}”. This may"
        " be a mistake of the program. See on the server: dondoc unknowns"
    ),
    Saying.HISTORY_HEAD: N_(
        "Seal of the history on {date}: {head}\nPlease keep this message. It shows"
        " later that nothing was cut off; on the server:"
        " dondoc audit verify --head {head}"
    ),
    Saying.REWOUND: N_(
        "The database was restored from a backup of {since_at}. What was said and"
        " decided since then is missing and has to be entered again; links of before"
        " are void. {count} messages that were due meanwhile are not sent by"
        " themselves: please decide about each."
    ),
    Saying.BACKUP_FAILED: N_(
        "The hourly backup could not be written. Please look at the disk and the log of"
        " the server, and try: dondoc backup FILE"
    ),
}

MACHINE_UNTOLD: Mapping[Saying, str] = {
    Saying.CLOCK_DOUBTED: N_(
        "The clock of the server shows {machine_at}, which nothing confirms. Reminders"
        " are held back until it is confirmed; questions are still answered. Please"
        " check the date, the time and the time synchronisation of the server."
    ),
    Saying.DISK_SHORT: N_(
        "The disk of the server is full: something could not be stored at once. What"
        " was kept in reserve has been used, and nothing is lost. Please free some room"
        " on that disk."
    ),
}
