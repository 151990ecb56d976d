"""The words of every refusal (`domain.refusals.Reason`), and their facts.

Each says what is wrong and what to do, and fits into a toast of 200 characters.
Facts in brackets may be missing: then the shorter sentence is said. Others than these
are ignored, so unknown and forbidden read the same whatever is given.

    NEEDS_DOCUMENT, ALREADY_REPORTED, ALREADY_DONE, NOT_REPORTED, CANCELLED   code
    NO_PROGRESS, NOTHING_TO_EXTEND, NOT_LATE                                  code
    NOT_LATER                                                           code, date
    ROUND_OVER                                                                date
    DOCUMENT_IN_FUTURE                                                        [date]
    TOO_LONG                                                                  limit
    NOT_PARKED, CHAT_CLOSED                                                   number
    TOO_MANY_TO_URGE                                                          limit
    NO_TASK_NAMED                                                             [example]
    NAME_UNKNOWN, UNIT_UNKNOWN, NO_PERSON_ALONE, NO_SUCH_COLUMN               name
    UNIT_ENDED                                              name, date, [successor]
    NAME_TWICE                                                        name, [codes]
    BEYOND_QUIET                                                   earliest, latest
    all others                                                                none
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.refusals import Reason
from locales.catalog import N_, Words
from locales.facts import plain, sentence, shown

REFUSALS: Mapping[Reason, str] = {
    Reason.STRANGER: N_(
        "This account is not linked to an officer. Please ask the head of your unit or"
        " the administrator for an invitation link, then open it."
    ),
    Reason.NOT_FOUND: N_("This was not found, or you may not see it."),
    Reason.UNIT_UNKNOWN: N_(
        "There is neither a unit nor a person named “{name}”. Please write the name as"
        " in the list of the office, or its code."
    ),
    Reason.UNIT_ENDED: N_(
        "{name} is no more since {date}; its work is done by {successor}. Please name"
        " that unit."
    ),
    Reason.NO_PERSON_ALONE: N_(
        "{name} has no part in any unit, so no task can be given to this person."
    ),
    Reason.NEEDS_DEADLINE: N_(
        "A task that comes of a proposal needs the unit that leads and a deadline."
        " Please type the deadline."
    ),
    Reason.CLASS_CONTRADICTS: N_(
        "The class says otherwise than the deadline: a and b have one, c and d have"
        " none. Please correct one of the two."
    ),
    Reason.NEEDS_BASIS: N_(
        "Please name the document with number and date, for example: “200/UBND-TH of"
        " 25/11/2026”."
    ),
    Reason.NO_AMENDMENT: N_(
        "Nothing to be changed was named. For example: /sua NV-12 deadline 15/12; by"
        " document 200/UBND-TH of 25/11/2026"
    ),
    Reason.NO_PROPOSAL: N_(
        "Please type from whom, what, and the division: /dexuat unit: content; no."
        " 45/SYT-VP of 19/11/2026; division"
    ),
    Reason.NO_INSPECTION: N_(
        "Please type the units and a day from today on, for example: /kiemtra unit;"
        " 02/12"
    ),
    Reason.NOT_ALLOWED: N_(
        "You may not use this command here. Please see /trogiup for those you may use."
    ),
    Reason.PRIVATE_ONLY: N_(
        "Please use this command in the private chat with the bot."
    ),
    Reason.GROUP_ONLY: N_("Please use this command in the group of your unit."),
    Reason.GROUP_UNBOUND: N_(
        "This group is not bound to a unit. Please ask the head or the contact of the"
        " unit to type /nhom in private and to send the code here."
    ),
    Reason.BAD_LINK: N_(
        "This link or code is wrong, has expired or was used already. Please ask for a"
        " new one."
    ),
    Reason.ACCOUNT_TAKEN: N_(
        "This account is linked to another officer. Please contact the administrator."
    ),
    Reason.SECRET: N_(
        "This looks like a state secret. It is neither accepted nor kept here; please"
        " use the register of secret documents as prescribed."
    ),
    Reason.BEYOND_QUIET: N_(
        "Your quiet hours must lie between {earliest} and {latest}. Please type for"
        " example: /caidat 21:00-06:30"
    ),
    Reason.NO_HOURS: N_(
        "These are no quiet hours. Please type for example: /caidat 21:00-06:30"
    ),
    Reason.MAY_NOT_MUTE: N_("This reminder cannot be muted. See /caidat."),
    Reason.NO_ROOM: N_(
        "The server is short of room, so nothing new is begun for now; answers and"
        " reports are taken as before. The administrator knows. Please try again later."
    ),
    Reason.TOO_LONG: N_(
        "This text is longer than {limit} characters. Nothing was saved; please shorten"
        " it and send it again."
    ),
    Reason.UNKNOWN_COMMAND: N_(
        "There is no such command. Please see /trogiup for the commands."
    ),
    Reason.NOT_UNDERSTOOD: N_(
        "This was not understood, and nothing was saved. Please answer a reminder, or"
        " type for example: /capnhat NV-12 60%"
    ),
    Reason.NO_TASK_NAMED: N_(
        "It is not clear which task is meant. Please give its code, for example:"
        " {example}"
    ),
    Reason.NO_PROGRESS: N_(
        "Please say how far {code} is, for example: /capnhat {code} 60%"
    ),
    Reason.NO_UNIT: N_(
        "Please give the name of the unit, for example: /nhom Sở Nội vụ"
    ),
    Reason.NO_CODE: N_(
        "Please send the code as well, for example: /nhom ABCD1234. The head of the"
        " unit receives it by typing /nhom in private."
    ),
    Reason.BAD_PERCENT: N_("Progress is a number from 0 to 100, for example 60%."),
    Reason.BAD_DATE: N_(
        "This date does not exist or cannot be read. Please write day/month/year, for"
        " example 12/11/2026."
    ),
    Reason.BAD_PERIOD: N_(
        "This period cannot be read. Please write for example: tuan, thang 5, quy 2,"
        " nam 2026 or 01/10..15/11."
    ),
    Reason.NO_NAME: N_(
        "Please give the officer's full name, for example: /phancong NV-12 Nguyễn Văn"
        " An"
    ),
    Reason.NAME_UNKNOWN: N_(
        "There is no officer named “{name}” in the unit. Please check the full name."
    ),
    Reason.NAME_TWICE: N_(
        "Several officers are named {name}. Please give one of these codes instead:"
        " {codes}."
    ),
    Reason.NO_REASON: N_(
        "Please give the reason, for example: /tralai NV-12 the report has no number"
    ),
    Reason.NO_SEARCH: N_(
        "Please say what to look for, for example: /tim thủ tục hành chính, /tim"
        " 419/UBND-TH, /tim quá hạn Sở Nội vụ"
    ),
    Reason.FILE_NOT_TAKEN: N_(
        "Files are not taken here, and this one was not kept. Please answer in words,"
        " with the number and date of the document."
    ),
    Reason.NOTHING_TO_CANCEL: N_("There is no question to cancel."),
    Reason.STALE_BUTTON: N_(
        "This button is out of date: things have changed since. Please look again, then"
        " choose."
    ),
    Reason.ROUND_OVER: N_("This round was open until {date}; it is over now."),
    Reason.STALE_CARD: N_(
        "What this card shows is out of date; please see the new one below."
    ),
    Reason.NOTHING_TO_UNDO: N_(
        "There is no change of yours to take back here, or somebody has made another"
        " one since."
    ),
    Reason.UNDO_OVER: N_(
        "This can be taken back for ten minutes only. Please enter what is right now."
    ),
    Reason.QUESTION_OVER: N_(
        "This question is closed. If need be, please answer the reminder once more."
    ),
    Reason.NEEDS_DOCUMENT: N_(
        "{code} must be submitted or reported by a document. Please type for example:"
        " /hoanthanh {code} số 123/BC-STC ngày 12/11/2026"
    ),
    Reason.DOCUMENT_IN_FUTURE: N_(
        "The date of the document, {date}, has not come yet. Please check it."
    ),
    Reason.ALREADY_REPORTED: N_(
        "{code} is reported as done and waits to be confirmed."
    ),
    Reason.ALREADY_DONE: N_("{code} is done already."),
    Reason.NOT_REPORTED: N_(
        "{code} has not been reported as done, so there is nothing to confirm or to"
        " return."
    ),
    Reason.CANCELLED: N_("{code} has been cancelled."),
    Reason.BUSY: N_(
        "This was kept but could not be handled (error code {code}). Please try again"
        " later, or give the code to an administrator."
    ),
    Reason.NOT_PARKED: N_(
        "Message {number} needs no decision: it was sent, it is about to be sent, or it"
        " was dealt with already."
    ),
    Reason.CHAT_CLOSED: N_(
        "Message {number} cannot be sent again: that chat is closed to the bot. It has"
        " to be opened first."
    ),
    Reason.NOTHING_TO_URGE: N_(
        "There is no such task to urge, or it is not yours to urge. Nothing was sent."
    ),
    Reason.NOBODY_TO_URGE: N_(
        "Nobody who answers for these tasks can be reached. Nothing was sent; please"
        " contact the unit directly."
    ),
    Reason.TOO_MANY_TO_URGE: N_(
        "These are more than {limit} tasks. Please name a unit as well, for example:"
        " /dondoc quahan Sở Nội vụ"
    ),
    Reason.NO_URGING_NAMED: N_(
        "Please say what to urge, for example: /dondoc NV-12, /dondoc quahan, /dondoc"
        " Sở Nội vụ"
    ),
    Reason.URGING_STALE: N_(
        "Nothing was sent: tasks or people have changed since. Please look again."
    ),
    Reason.NO_SNOOZE: N_(
        "This cannot be put off: the deadline is too near or over, or the task is"
        " urgent. Please answer the reminder."
    ),
    Reason.NOT_AWAY_SO: N_(
        "These days cannot be noted: the first comes before the last, the last is not"
        " over, and it is a year at most."
    ),
    Reason.STAND_IN_HIMSELF: N_("Please name another person."),
    Reason.NOT_AWAY: N_("Nobody is noted as away here."),
    Reason.NO_TASKS_TO_HAND_OVER: N_("There are no open tasks to hand over here."),
    Reason.NO_WORDS: N_("Please write it in words; nothing was saved."),
    Reason.NOTHING_TO_EXTEND: N_("{code} has no deadline, so there is none to extend."),
    Reason.NOT_LATER: N_(
        "The new day for {code} must lie after {date}. Please give a later one."
    ),
    Reason.NOT_LATE: N_("{code} is not late, so there is nothing to explain."),
    Reason.OWN_REQUEST: N_("Nobody decides about a request of their own."),
    Reason.ALREADY_DECIDED: N_("This has been decided already."),
    Reason.NOT_SHOWN_WHY: N_(
        "It is not clear to which task this file belongs. Please send it as an answer"
        " to the task's message, or with its code as caption, for example: NV-12"
    ),
    Reason.NO_SUCH_FINDING: N_(
        "There is no list of that name. Please type /rasoat dulieu for all of them, or"
        " a number of it, for example: /rasoat dulieu 1"
    ),
    Reason.NO_VIOLATION: N_(
        "Please type unit, what happened, and the document with its date: /vipham Sở Y"
        " tế: what; số 12/SYT-VP ngày 03/11/2026; ngày 05/11/2026"
    ),
    Reason.NO_SUCH_COLUMN: N_(
        "The file has no open column “{name}”. Please press a button, or type the"
        " column's header; /huy ends it."
    ),
    Reason.NO_SYSTEM_NAME: N_(
        "A system's name is a short word that begins with a letter, for example:"
        " idesk-huyen."
    ),
    Reason.BAD_VIOLATION_DAY: N_(
        "The day must be a real one, within the last year and not ahead. Nothing was"
        " saved."
    ),
    Reason.BAD_YEAR_LINE: N_(
        "Please type for example: /lichnghi 2027, /lichnghi 20/02/2027 off reason, or"
        " /lichnghi 2027 confirm document"
    ),
}

SHORTER: Mapping[Reason, str] = {
    Reason.UNIT_ENDED: N_(
        "{name} is no more since {date}, and no unit took over its work. Please name"
        " another unit."
    ),
    Reason.DOCUMENT_IN_FUTURE: N_(
        "The date of the document has not come yet. Please check it."
    ),
    Reason.NO_TASK_NAMED: N_(
        "It is not clear which task is meant. Please give its code, for example NV-12."
    ),
    Reason.NAME_TWICE: N_(
        "Several officers are named {name}. Please give the officer's code instead."
    ),
}


def refusal_words(reason: Reason, facts: Mapping[str, str], words: Words) -> str:
    """The translated sentence, its holes still open."""
    return sentence(REFUSALS[reason], SHORTER.get(reason), facts, words)


def refusal(reason: Reason, facts: Mapping[str, str], words: Words) -> str:
    """A refusal as plain text of at most 200 characters, for a toast."""
    return plain(refusal_words(reason, facts, words), shown(facts, words))
