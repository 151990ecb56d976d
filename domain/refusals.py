"""What is refused, and why: normal, and said to the person in one clear sentence."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Every refusal; `locales/refusals.py` has its words."""

    # who
    STRANGER = "stranger"  # not bound to an officer
    NOT_FOUND = "not_found"  # unknown or forbidden: the same words for both
    NOT_ALLOWED = "not_allowed"  # this command is not for this role
    PRIVATE_ONLY = "private_only"
    GROUP_ONLY = "group_only"
    GROUP_UNBOUND = "group_unbound"
    BAD_LINK = "bad_link"  # wrong, expired, revoked or used: the same words
    ACCOUNT_TAKEN = "account_taken"  # this account belongs to another officer
    # what
    SECRET = "secret"
    TOO_LONG = "too_long"
    UNKNOWN_COMMAND = "unknown_command"
    NOT_UNDERSTOOD = "not_understood"
    NO_TASK_NAMED = "no_task_named"
    NO_PROGRESS = "no_progress"
    NO_UNIT = "no_unit"
    NO_CODE = "no_code"
    BAD_PERCENT = "bad_percent"
    BAD_DATE = "bad_date"
    BAD_PERIOD = "bad_period"
    NO_NAME = "no_name"
    NAME_UNKNOWN = "name_unknown"
    NAME_TWICE = "name_twice"
    NO_REASON = "no_reason"
    NO_SEARCH = "no_search"  # too little to look for
    BEYOND_QUIET = "beyond_quiet"  # quiet hours that the office does not allow
    NO_HOURS = "no_hours"
    MAY_NOT_MUTE = "may_not_mute"
    FILE_NOT_TAKEN = "file_not_taken"
    NOTHING_TO_CANCEL = "nothing_to_cancel"
    # when
    STALE_BUTTON = "stale_button"
    ROUND_OVER = "round_over"  # its last day is past
    STALE_CARD = "stale_card"  # a newer card follows
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNDO_OVER = "undo_over"  # too long ago
    QUESTION_OVER = "question_over"
    NEEDS_DOCUMENT = "needs_document"  # class a, c: number and date of the document
    DOCUMENT_IN_FUTURE = "document_in_future"
    ALREADY_REPORTED = "already_reported"
    ALREADY_DONE = "already_done"
    NOT_REPORTED = "not_reported"  # nothing to confirm or to return
    CANCELLED = "cancelled"
    NO_ROOM = "no_room"  # the server's disk; nothing new is begun
    BUSY = "busy"  # kept, but could not be handled
    NOT_PARKED = "not_parked"  # nobody has to decide about this message
    CHAT_CLOSED = "chat_closed"  # sending there again is of no use
    NOTHING_TO_URGE = "nothing_to_urge"
    NOBODY_TO_URGE = "nobody_to_urge"  # nobody of them can be told
    TOO_MANY_TO_URGE = "too_many_to_urge"
    NO_URGING_NAMED = "no_urging_named"  # neither a task nor a unit nor a state
    URGING_STALE = "urging_stale"  # other tasks or people than were shown
    NO_SNOOZE = "no_snooze"  # too near, overdue or urgent
    NOT_AWAY_SO = "not_away_so"  # days that nobody can be away
    STAND_IN_HIMSELF = "stand_in_himself"
    NOT_AWAY = "not_away"  # nothing to end
    NO_TASKS_TO_HAND_OVER = "no_tasks_to_hand_over"
    UNIT_UNKNOWN = "unit_unknown"  # neither a unit nor a person of that name
    UNIT_ENDED = "unit_ended"  # another does its work now
    NO_PERSON_ALONE = "no_person_alone"  # a person without a unit
    NEEDS_DEADLINE = "needs_deadline"  # of a proposal: unit and deadline
    CLASS_CONTRADICTS = "class_contradicts"
    NEEDS_BASIS = "needs_basis"  # number and date of the document that says so
    NO_AMENDMENT = "no_amendment"  # nothing to be changed was named
    NO_PROPOSAL = "no_proposal"  # from whom, what, and to which division
    NO_INSPECTION = "no_inspection"  # which units, and on which day
    NO_WORDS = "no_words"  # a reason, an obstacle, a decision
    NOTHING_TO_EXTEND = "nothing_to_extend"  # it has no deadline
    NOT_LATER = "not_later"  # the day that is asked for
    NOT_LATE = "not_late"  # nothing to justify
    OWN_REQUEST = "own_request"  # nobody decides what he asked for himself
    ALREADY_DECIDED = "already_decided"
    NOT_SHOWN_WHY = "not_shown_why"  # a file of which nobody said to which task
    BAD_YEAR_LINE = "bad_year_line"  # of /lichnghi
    NO_SUCH_FINDING = "no_such_finding"  # of /rasoat dulieu
    NO_VIOLATION = "no_violation"  # which unit, what, which document
    NO_SUCH_COLUMN = "no_such_column"  # in the file whose columns are asked about
    NO_SYSTEM_NAME = "no_system_name"  # under which its columns are remembered
    BAD_VIOLATION_DAY = "bad_violation_day"  # ahead, or longer ago than a year


# Somebody asked for what he may not have: these go into the audit, each of them. The
# others are misunderstandings, and say nothing of anybody.
OF_RIGHTS = frozenset(
    {
        *(Reason.STRANGER, Reason.NOT_FOUND, Reason.NOT_ALLOWED, Reason.PRIVATE_ONLY),
        *(Reason.GROUP_UNBOUND, Reason.BAD_LINK, Reason.ACCOUNT_TAKEN, Reason.SECRET),
        *(Reason.STALE_BUTTON, Reason.QUESTION_OVER),
        *(Reason.OWN_REQUEST, Reason.MAY_NOT_MUTE),
    }
)


class Refusal(Exception):
    """Stops an action before anything is changed; `facts` fill the words."""

    def __init__(self, reason: Reason, **facts: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
