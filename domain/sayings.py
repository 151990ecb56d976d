"""The simple sentences that the bot says; their words are in `locales/sayings.py`."""

from __future__ import annotations

from enum import StrEnum


class Saying(StrEnum):
    """A simple sentence, with named holes filled by facts; words in `locales/`."""

    NOTHING_ASKED = "nothing_asked"
    CANCELLED = "cancelled"
    PROGRESS_SAVED = "progress_saved"
    DONE_REPORTED = "done_reported"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    ASSIGNED = "assigned"
    GROUP_CODE = "group_code"
    GROUP_BOUND = "group_bound"
    REVIEW_SENT = "review_sent"
    NO_TASKS = "no_tasks"
    NO_OVERDUE = "no_overdue"
    NO_SUCH_TASKS = "no_such_tasks"
    NOTHING_FOUND = "nothing_found"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    SAY_AGAIN = "say_again"
    SAY_DOCUMENT = "say_document"
    SAY_REASON = "say_reason"
    SAY_NAME = "say_name"
    CHOOSE_INTENT = "choose_intent"
    SEEN = "seen"
    LEFT_OUT = "left_out"  # of several tasks in one reply, one that he may not report
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    ONLY_NOTED = "only_noted"  # understood, but not yet a process of its own
    TAKEN_BACK = "taken_back"
    TOLD_TAKEN_BACK = "told_taken_back"
    TOLD_RETURNED = "told_returned"
    TOLD_ASSIGNED = "told_assigned"
    CLOCK_DOUBTED = "clock_doubted"
    CLOCK_RIGHT = "clock_right"
    DISK_SHORT = "disk_short"
    DISK_RIGHT = "disk_right"
    OFFICER_GONE = "officer_gone"  # his chat is closed to us
    GROUP_GONE = "group_gone"
    REFUSED_ODDLY = "refused_oddly"  # the server's answer is none that we know
    MAYBE_LOST = "maybe_lost"  # after an outage longer than Telegram remembers
    SAID_RECEIVED = "said_received"
    LET_BE = "let_be"
    QUEUED_AGAIN = "queued_again"
    HISTORY_HEAD = "history_head"  # to be kept outside the database
    REWOUND = "rewound"  # a backup was restored, and sending goes on
    BACKUP_FAILED = "backup_failed"
    INVITED = "invited"
    INVITE_WAITS = "invite_waits"  # somebody has to look at it first
    INVITE_APPROVED = "invite_approved"
    INVITE_REJECTED = "invite_rejected"
    INVITE_TAKEN = "invite_taken"  # to who said so
    INVITE_LEFT = "invite_left"
    LINK_USED_AGAIN = "link_used_again"
    ACCOUNT_REPLACED = "account_replaced"
    SEND_REGISTER = "send_register"
    PROPOSED = "proposed"  # a message of the exchange, to the clerks
    CAME_BEFORE = "came_before"
    DECIDED = "decided"
    SETTLED = "settled"  # a file's word against a person's
    URGED_SENT = "urged_sent"
    SNOOZED = "snoozed"
    SAY_DAYS_AWAY = "say_days_away"
    SAY_STAND_IN = "say_stand_in"
    ABSENCE_READ_BACK = "absence_read_back"
    ABSENCE_KEPT = "absence_kept"
    ABSENCE_STANDS = "absence_stands"  # he is noted as away already
    ABSENCE_ENDED = "absence_ended"
    TOLD_STANDS_IN = "told_stands_in"
    TOLD_ABSENCE_ENDED = "told_absence_ended"
    TOLD_ABSENCE = "told_absence"  # to whom it concerns
    SAY_HANDED_FROM = "say_handed_from"
    SAY_SUCCESSOR = "say_successor"
    CHOOSE_HANDED = "choose_handed"  # all of the tasks, or some
    SAY_HANDED = "say_handed"  # which
    HANDOVER_READ_BACK = "handover_read_back"
    HANDED_OVER = "handed_over"
    TOLD_HANDED_OVER = "told_handed_over"
    TOLD_HANDOVER = "told_handover"  # to the former officer, and the head
    URGING_CHANGED = "urging_changed"  # since the preview; a new one follows
    DAY_IS_OFF = "day_is_off"
    DAY_IS_WORKED = "day_is_worked"
    YEAR_CONFIRMED = "year_confirmed"
    FEED_ADDRESS = "feed_address"
    FEED_REVOKED = "feed_revoked"
    NO_DEADLINES = "no_deadlines"
    NOT_REMINDED = "not_reminded"  # neither of this task, nor of anything
