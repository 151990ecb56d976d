"""What the office calls the states, roles and classes of domain/."""

from __future__ import annotations

from collections.abc import Mapping

from domain.reminders import Rule
from domain.replies import Intent
from domain.tasks import Progress, Role, TaskClass, Urgency
from domain.terms import Term
from locales.catalog import N_

PROGRESS: Mapping[Progress, str] = {
    Progress.NOT_STARTED: N_("not started"),
    Progress.IN_PROGRESS: N_("in progress"),
    Progress.REPORTED: N_("reported as done, waiting for confirmation"),
    Progress.DONE: N_("done"),
    Progress.RETURNED: N_("returned as insufficient"),
    Progress.CANCELLED: N_("cancelled"),
}

# Where a task stands when no number of days needs to be said.
STANDING: Mapping[Term, str] = {
    Term.NO_DEADLINE: N_("no deadline set"),
    Term.DUE_TODAY: N_("due today"),
    Term.EARLY: N_("done early"),
    Term.ON_TIME: N_("done on time"),
    Term.LATE: N_("done late"),
    Term.DONE_UNDATED: N_("done, date unknown"),
    Term.CANCELLED: N_("cancelled"),
}

# Of what is open; a finished task has another one.
SIGNS: Mapping[Term, str] = {
    Term.OVERDUE: "🔴",
    Term.DUE_TODAY: "🟠",
    Term.DUE_SOON: "🟡",
    Term.IN_TERM: "🟢",
    Term.NO_DEADLINE: "⚪",
    Term.CANCELLED: "⚪",
}

URGENCY: Mapping[Urgency, str] = {
    Urgency.URGENT: N_("Urgent"),
    Urgency.VERY_URGENT: N_("Very urgent"),
    Urgency.FLASH: N_("Flash"),
}

# The four classes of 419/VPUBND-HCTC, point 4b.
CLASSES: Mapping[TaskClass, str] = {
    TaskClass.A: N_("has a deadline, must be submitted or reported"),
    TaskClass.B: N_("has a deadline, need not be submitted or reported"),
    TaskClass.C: N_("has no deadline, must be submitted or reported"),
    TaskClass.D: N_("has no deadline, need not be submitted or reported"),
}

ROLES: Mapping[Role, str] = {
    Role.OFFICER: N_("Officer"),
    Role.CONTACT: N_("Contact"),
    Role.UNIT_HEAD: N_("Head of unit"),
    Role.TRACKER: N_("Tracker"),
    Role.CLERK: N_("Clerk"),
    Role.SYNTHESIS: N_("Synthesis"),
    Role.OFFICE_LEADER: N_("Leader of the Office"),
    Role.LEADER: N_("Leader of the People's Committee"),
    Role.TASK_FORCE: N_("Task force"),
    Role.ADMIN: N_("Administrator"),
}

INTENTS: Mapping[Intent, str] = {
    Intent.DONE: N_("done"),
    Intent.NOT_DONE: N_("not done yet"),
    Intent.IN_PROGRESS: N_("in progress"),
    Intent.SUBMITTED: N_("submitted"),
    Intent.OBSTACLE: N_("meets an obstacle"),
    Intent.EXTENSION: N_("asks for more time"),
    Intent.ACK: N_("received"),
    Intent.QUERY: N_("asks a question"),
    Intent.REASSIGN: N_("should go to another unit"),
    Intent.SECRET: N_("not accepted"),
    Intent.UNKNOWN: N_("not clear"),
    Intent.AMBIGUOUS: N_("not clear"),
}

# The kinds of events, as they are stored.
EVENTS: Mapping[str, str] = {
    "assigned": N_("Assigned"),
    "corrected": N_("Corrected from the register"),
    "progress": N_("Progress"),
    "reported": N_("Reported as done"),
    "confirmed": N_("Confirmed as done"),
    "returned": N_("Returned as insufficient"),
    "done": N_("Done, as the register says"),
    "officer_set": N_("Given to an officer"),
    "acknowledged": N_("Noted as seen"),
    "handed_over": N_("Handed over"),
    "urged": N_("Urged"),
    "undone": N_("An import was taken back"),
    "amended": N_("Changed by a later document"),
    "cancelled": N_("Cancelled by a later document"),
    "taken_back": N_("Last change taken back"),
    "settled": N_("Decided by the tracker"),
    "extension_asked": N_("More time asked for"),
    "extended": N_("More time granted"),
    "not_extended": N_("More time not granted"),
    "obstacle": N_("Obstacle met"),
    "obstacle_climbed": N_("Obstacle sent to the next level"),
    "obstacle_decided": N_("Direction on the obstacle"),
    "petition": N_("Petition"),
    "petition_answered": N_("Petition answered"),
    "explained": N_("Lateness explained"),
    "justified": N_("Explanation of the lateness so far accepted"),
    "not_justified": N_("Explanation not accepted"),
    "filed": N_("File kept as proof"),
    "inherited": N_("Went to the unit that succeeds"),
    "given_back": N_("Given back, the unit has not ended"),
}
OTHER_EVENT = N_("Changed")

SECTIONS: Mapping[Rule, str] = {
    Rule.URGENT: N_("Flash: to be done at once"),
    Rule.URGED: N_("To be carried out without delay"),
    Rule.ESCALATION: N_("Overdue, for your direction"),
    Rule.OVERDUE: N_("Overdue"),
    Rule.DUE_TODAY: N_("Due today"),
    Rule.DUE_SOON: N_("Due soon"),
    Rule.SNOOZED: N_("Due soon, to be said again as you asked"),
    Rule.TO_CONFIRM: N_("Waiting for confirmation"),
    Rule.THREE_DAYS: N_("Proposals to be handled in time"),
    Rule.UNDECIDED: N_("Requests waiting for a decision"),
    Rule.NO_DEADLINE: N_("Without a deadline, to be reported on regularly"),
    Rule.UNDATED_LIST: N_("Without a deadline, to be urged in this round"),
    Rule.WEEKLY_HEADS_UP: N_("Progress to be updated this week"),
    Rule.WEEKLY_DUE: N_("Progress not updated this week"),
    Rule.MONTHLY_HEADS_UP: N_("To be reviewed this month"),
    Rule.MONTHLY_DUE: N_("To be reviewed this month"),
    Rule.MONTHLY_REPORT: N_("Report to be made"),
    Rule.QUARTERLY_REPORT: N_("Report to be made"),
    Rule.CONFIRMATION_ROUND: N_("States to be confirmed"),
    Rule.DATA_QUALITY: N_("To be mended in the register"),
    Rule.UNREACHED: N_("People who cannot be reached"),
    Rule.ADMIN_DIGEST: N_("List of messages to be looked at"),
}

VERBS: Mapping[str, str] = {
    "done": N_("Done"),
    "doing": N_("In progress"),
    "p25": "25%",
    "p50": "50%",
    "p75": "75%",
    "confirm": N_("Confirm"),
    "return": N_("Return"),
    "assign": N_("Assign"),
    "urge": N_("Urge"),
    "files": N_("Show the files"),
    "extend": N_("Ask for more time"),
    "obstacle": N_("Report an obstacle"),
    "explain": N_("Explain lateness"),
    "history": N_("History"),
    "undo": N_("Take back"),
    "ack": N_("Received"),
    "open": N_("Show the task"),
    "more": N_("More…"),
    "less": N_("Fewer"),
}
