"""The words of the simple sentences (`domain.notices.Saying`), and their facts.

Facts are text. `percent` is given without its sign; `date`, `deadline` and `month` may
be ISO (2026-11-20, 2026-11) and are shown as the office writes them, as are the times
`machine_at`, `true_at` and `since_at` (2026-11-20T15:00+07:00); `minutes` and `free`
(in MB) are plain numbers. Facts in brackets may be missing: then the shorter sentence
is said. Others than these are ignored.

    CANCELLED, NO_TASKS, SEEN, NOTHING_TO_CONFIRM, MAYBE_LOST   none
    PROGRESS_SAVED                              code, [percent]
    DONE_REPORTED, CONFIRMED, NOTED, ONLY_NOTED code
    LEFT_OUT                                    code
    RETURNED                                    code, [reason]
    ASSIGNED                                    code, name
    GROUP_CODE                                  unit, command, minutes
    GROUP_BOUND                                 unit
    REVIEW_SENT, PACKAGE_SENT, PACKAGE_RECEIVED unit, month
    NO_OVERDUE                                  [unit]
    ACKNOWLEDGED                                count, limit
    SAY_AGAIN                                   [code, content]
    SAY_DOCUMENT, SAY_REASON, SAY_NAME          code, content
    SAY_DISPUTE                                 code, content
    DISPUTED                                    code
    TOLD_DISPUTED                               unit, code, reason, content
    ROUND_MOVED                                 codes
    ROUND_CONFIRMED, NOTHING_TO_REVIEW          none
    PERIOD_RUNS, SAY_FIGURES, SAY_OWN_UNIT      none
    SAY_FIGURES_AGAIN                           typed
    DIFFERENCE_KEPT, DIFFERENCE_CORRECTED       code
    REPORT_RELEASED, RELEASED_BEFORE            code
    CHOOSE_INTENT                               code, content
    TOLD_RETURNED                               code, content, reason
    TOLD_ASSIGNED                               code, content, [deadline]
    SAID_RECEIVED, LET_BE, QUEUED_AGAIN         number
    INVITED                                     name, link, hours, command, minutes
    INVITE_WAITS, INVITE_APPROVED, INVITE_REJECTED   none
    INVITE_TAKEN, INVITE_LEFT, LINK_USED_AGAIN  name
    CODES_GUESSED                               count, limit
    ACCOUNT_REPLACED                            name
    URGED_SENT                                  count, messages, [true_at]
    URGING_CHANGED                              none
    SNOOZED                                     count, date
    ABSENCE_..., TOLD_STANDS_IN, TOLD_ABSENCE   name, stand_in, date, deadline
    SAY_DAYS_AWAY, ABSENCE_ENDED                name
    SAY_STAND_IN                                name, date, deadline
    TOLD_ABSENCE_ENDED                          name
    SAY_HANDED_FROM                             none
    SAY_SUCCESSOR, CHOOSE_HANDED                name, count, [codes]
    SAY_HANDED                                  name, successor
    HANDOVER_READ_BACK, TOLD_HANDED_OVER        name, successor, count, codes
    HANDED_OVER, TOLD_HANDOVER                  name, successor, count
    SAY_WANTED, SAY_WHY_LONGER                  code, deadline, content
    SAY_OBSTACLE, SAY_WHY_LATE                  code, content
    SAY_WHY_NOT, SAY_DECISION, SENT_UP          code
    SAY_PETITION, SAY_ANSWER, REQUEST_DECIDED   none
    EXTENSION_ASKED                             code, deadline, [name]
    OBSTACLE_RAISED, LATENESS_EXPLAINED         code, [name]
    TOLD_OBSTACLE_CLIMBED                       code, [name]
    PETITION_RAISED                             [name]
    REQUEST_SENT                                [code]
    TOLD_EXTENDED                               code, content, date, deadline
    TOLD_NOT_EXTENDED                           code, content, deadline, reason
    TOLD_OBSTACLE_DECIDED, TOLD_NOT_JUSTIFIED   code, content, reason
    TOLD_JUSTIFIED                              code, content
    TOLD_JUSTIFIED_SO_FAR                       code, content, date
    TOLD_PETITION_TAKEN                         none
    TOLD_PETITION_ANSWERED                      reason
    FILE_KEPT                                   code, count
    UNIT_NAMED                                  written, unit
    LAYOUT_KNOWN                                [name]
    LAYOUT_KEPT                                 name
    DAY_IS_OFF, DAY_IS_WORKED                   date
    YEAR_CONFIRMED                              number, document
    AGREED, NOT_AGREED, ERASED                  none
    PERSON_ERASED                               unit, count
    UNREGISTERED                                title, count
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.notices import Saying
from locales.arranged_sayings import ARRANGED
from locales.card_sayings import CARDS
from locales.catalog import N_, Words
from locales.ending_sayings import ENDINGS, ENDINGS_UNTOLD
from locales.facts import plain, sentence, shown
from locales.given_sayings import GIVEN
from locales.machine_sayings import MACHINE, MACHINE_UNTOLD
from locales.personal_sayings import PERSONAL
from locales.request_sayings import REQUESTS, REQUESTS_UNTOLD
from locales.round_sayings import ROUNDS

SAYINGS: Mapping[Saying, str] = {
    Saying.CANCELLED: N_("Cancelled. Nothing has been changed."),
    Saying.PROGRESS_SAVED: N_("The progress of {code} is saved: {percent}%."),
    Saying.DONE_REPORTED: N_(
        "The report that {code} is done is saved; it waits for confirmation."
    ),
    Saying.CONFIRMED: N_("{code} is confirmed as done."),
    Saying.RETURNED: N_("{code} is returned. Reason: {reason}"),
    Saying.ASSIGNED: N_("{code} is given to {name}."),
    Saying.GROUP_CODE: N_(
        "To bind a group to {unit}, please send this line in that group within"
        " {minutes} minutes:\n{command}"
    ),
    Saying.GROUP_BOUND: N_(
        "This group is now bound to {unit}. What concerns the whole unit will be said"
        " here."
    ),
    Saying.REVIEW_SENT: N_("The review of {month} by {unit} is noted as sent."),
    Saying.NO_TASKS: N_("You have no open tasks."),
    Saying.NO_OVERDUE: N_("{unit} has no overdue tasks."),
    Saying.NO_SUCH_TASKS: N_("There are no such tasks any more."),
    Saying.NO_CAUSE_FOR_PAPER: N_("No task gives cause for this paper."),
    Saying.NOTHING_TO_CONFIRM: N_("There are no tasks waiting for confirmation."),
    Saying.SAY_AGAIN: N_(
        "Please say again how {code} stands, for example: “60%” or “done, report"
        " 123/BC-STC of 12/11/2026”.\nContent: {content}"
    ),
    Saying.SAY_DOCUMENT: N_(
        "{code} must be submitted or reported by a document. Please give its number and"
        " date, for example: 123/BC-STC of 12/11/2026.\nContent: {content}"
    ),
    Saying.SAY_REASON: N_(
        "Please give the reason for returning {code}.\nContent: {content}"
    ),
    Saying.SAY_NAME: N_(
        "Please give the full name of the officer who will do {code}."
        "\nContent: {content}"
    ),
    Saying.CHOOSE_INTENT: N_(
        "The answer about {code} is not clear. Please choose how it stands."
        "\nContent: {content}"
    ),
    Saying.SEEN: N_("Noted, thank you."),
    Saying.LEFT_OUT: N_(
        "Nothing is saved about {code}: it was not found, or you may not report on it."
    ),
    Saying.ACKNOWLEDGED: N_(
        "Noted as seen: {count}. Warnings to superiors wait for {limit} working days."
    ),
    Saying.ONLY_NOTED: N_(
        "This is noted in the progress of {code}, but it is not sent on from here."
        " Please raise it with the tracking unit as the rules provide."
    ),
    Saying.NOTED: N_("What you said about {code} is noted."),
    Saying.TOLD_RETURNED: N_(
        "{code} is returned because it is not sufficient yet. Reason: {reason}"
        "\nPlease complete it and report again.\nContent: {content}"
    ),
    Saying.TOLD_ASSIGNED: N_(
        "You are asked to do {code}, due on {deadline}.\nContent: {content}"
    ),
    Saying.MAYBE_LOST: N_(
        "For more than a day messages could not be received here. What you wrote in"
        " that time may be lost; please send it again."
    ),
    Saying.SAID_RECEIVED: N_("Message {number} is noted as received."),
    Saying.LET_BE: N_("Message {number} is left as it is."),
    Saying.QUEUED_AGAIN: N_("Message {number} will be sent again."),
    **MACHINE,
    **ENDINGS,
    Saying.INVITED: N_(
        "Invitation for {name}, for one use. Please give it only to {name}.\nLink, good"
        " for {hours} hours: {link}\nOr read out by phone, good for {minutes} minutes;"
        " it is typed in the private chat with the bot: {command}"
    ),
    Saying.INVITE_WAITS: N_(
        "Please wait: whoever invited you has to confirm that it is you."
    ),
    Saying.INVITE_APPROVED: N_(
        "Your account is confirmed. Please type /start to see your part."
    ),
    Saying.INVITE_REJECTED: N_("The invitation was not confirmed. Please ask anew."),
    Saying.INVITE_TAKEN: N_("The account is linked to {name}."),
    Saying.INVITE_LEFT: N_("Nothing was linked. {name} needs a new invitation."),
    Saying.LINK_USED_AGAIN: N_(
        "The used invitation of {name} was tried again from another account. Nothing"
        " was shown. Please check that {name} is linked to the right account."
    ),
    Saying.CODES_GUESSED: N_(
        "Within an hour {count} wrong codes were typed that are read out on the phone:"
        " somebody may be guessing. Whoever typed a wrong one has to wait for an hour;"
        " after {limit} all codes are refused. Links work as always: please invite by"
        " the link of /moi."
    ),
    Saying.ACCOUNT_REPLACED: N_(
        "{name} is linked to another account now; this one gets no more messages. If"
        " this was not you, please tell the administrator at once."
    ),
    Saying.URGED_SENT: N_(
        "Tasks urged: {count}; messages: {messages}. It is a quiet hour: they are sent"
        " at {true_at}."
    ),
    Saying.URGING_CHANGED: N_(
        "Nothing was sent: tasks or people have changed since. Please look at the new"
        " preview."
    ),
    Saying.SNOOZED: N_("To be said again on the morning of {date}: {count}."),
    **ARRANGED,
    **CARDS,
    **ROUNDS,
    **GIVEN,
    **PERSONAL,
    **REQUESTS,
    Saying.DAY_IS_OFF: N_("{date} is a day off."),
    Saying.DAY_IS_WORKED: N_("{date} is a working day."),
    Saying.YEAR_CONFIRMED: N_("The calendar of {number} is confirmed by {document}."),
    Saying.FEED_ADDRESS: N_(
        "Your deadlines are at this private address; add it to your calendar as a"
        " subscription, and show it to nobody. An earlier address no longer works."
        "\n{address}"
    ),
    Saying.FEED_REVOKED: N_("The private address of your deadlines no longer works."),
    Saying.NO_DEADLINES: N_("You have no open tasks with a deadline."),
    Saying.NOT_REMINDED: N_("No reminder of this was sent to this chat."),
    Saying.UNIT_NAMED: N_(
        "From now on “{written}” is {unit}. The file was looked at again: see below."
    ),
    Saying.LAYOUT_KNOWN: N_(
        "The columns are known now, and remembered as “{name}”. The file was looked at"
        " again: see below."
    ),
    Saying.LAYOUT_KEPT: N_(
        "The columns are remembered as “{name}”, but the file can no longer be fetched."
        " Please send it again."
    ),
    Saying.SEND_REGISTER: N_(
        "Please send the register here as a file (.xlsx, .xls or .csv). It is shown"
        " before anything is stored."
    ),
    Saying.PROPOSED: N_("The message was read; the clerks decide about it."),
    Saying.CAME_BEFORE: N_("This message came before; nothing new."),
    Saying.DECIDED: N_("Noted."),
    Saying.SETTLED: N_("Decided. It is kept in the history of {code}."),
}

SHORTER: Mapping[Saying, str] = {
    **REQUESTS_UNTOLD,
    Saying.URGED_SENT: N_("Tasks urged: {count}; messages: {messages}."),
    Saying.PROGRESS_SAVED: N_("The progress of {code} is saved."),
    Saying.LAYOUT_KNOWN: N_(
        "The columns are known now. The file was looked at again: see below."
    ),
    Saying.RETURNED: N_("{code} is returned."),
    Saying.NO_OVERDUE: N_("There are no overdue tasks."),
    Saying.SAY_AGAIN: N_(
        "Please say again how the task stands, for example: “NV-12 60%” or “NV-12 done,"
        " report 123/BC-STC of 12/11/2026”."
    ),
    Saying.TOLD_ASSIGNED: N_("You are asked to do {code}.\nContent: {content}"),
    Saying.TOLD_AMENDED: N_(
        "{code} was corrected by {document} of {date}.\nContent: {content}"
    ),
    **MACHINE_UNTOLD,
    **ENDINGS_UNTOLD,
}


def saying_words(saying: Saying, facts: Mapping[str, str], words: Words) -> str:
    """The translated sentence, its holes still open."""
    return sentence(SAYINGS[saying], SHORTER.get(saying), facts, words)


def say(saying: Saying, facts: Mapping[str, str], words: Words) -> str:
    """A saying as plain text of at most 200 characters, for a toast."""
    return plain(saying_words(saying, facts, words), shown(facts, words))
