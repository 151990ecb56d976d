"""What is said around the giving of tasks, proposals and inspections.

GIVE_CONTENT, GIVE_WHOM                  none
GIVE_DOCUMENT, GIVE_REPORT, GIVE_DEADLINE... content
TASK_TO_CLERK, TASK_RETURNED             content
TASK_ENTERED                             content, codes
PART_REPORTED                            code, content, unit
ALL_REPORTED                             code, content, count
AMENDED, TASK_CANCELLED                  code, document, date
TOLD_AMENDED                             code, content, document, date, [deadline]
TOLD_TASK_CANCELLED                      code, content, document, date
PROPOSAL_...                             none
TOLD_PROPOSAL_SAID                       content
INSPECTION_..., SAY_FINDINGS             unit, date
FINDINGS_KEPT                            unit
CLASSIFIED                               code, number (the class)
VIOLATION_READ_BACK                      unit, date, content, document
VIOLATION_KEPT, SAY_WHY_WITHDRAWN, VIOLATION_WITHDRAWN   number, unit, date
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.notices import Saying
from locales.catalog import N_

GIVEN: Mapping[Saying, str] = {
    Saying.GIVE_WHOM: N_(
        "To whom is the task given? Please type one or more units, or people by name,"
        " with commas between them."
    ),
    Saying.GIVE_CONTENT: N_("What is to be done? Please type the content of the task."),
    Saying.GIVE_DOCUMENT: N_(
        "Please type number and date of the document that gives the task, for example:"
        " “12/UBND-TH of 20/11/2026”."
    ),
    Saying.GIVE_REPORT: N_(
        "Must the result be submitted or reported to the People's Committee?"
    ),
    Saying.GIVE_DEADLINE: N_(
        "Until when? Please type the deadline, for example: “before 30/11/2026”, or"
        " press “No deadline”."
    ),
    Saying.GIVE_DEADLINE_DUE: N_(
        "⚠ The task must be reported, but no deadline was named. Please type the"
        " deadline, or say by the button that there is none."
    ),
    Saying.GIVE_DEADLINE_NAMED: N_(
        "Until when? For a task that comes of a proposal, lead unit and deadline must"
        " be named. Please type the deadline."
    ),
    Saying.TASK_TO_CLERK: N_("Sent to the clerk, who enters the task and its class."),
    Saying.TASK_ENTERED: N_(
        "The clerk entered the task as {codes}.\nContent: {content}"
    ),
    Saying.TASK_RETURNED: N_(
        "The clerk returned the task, and did not enter it. Please check it and give it"
        " again (/giaoviec).\nContent: {content}"
    ),
    Saying.PART_REPORTED: N_(
        "{unit} reported {code} as done; its report goes through your unit.\nContent:"
        " {content}"
    ),
    Saying.ALL_REPORTED: N_(
        "All {count} units have reported; {code} can be drawn together.\nContent:"
        " {content}"
    ),
    Saying.AMENDED: N_("{code} is corrected by {document} of {date}."),
    Saying.TASK_CANCELLED: N_("{code} is cancelled by {document} of {date}."),
    Saying.TOLD_AMENDED: N_(
        "{code} was corrected by {document} of {date}.\nContent: {content}\nDeadline:"
        " {deadline}"
    ),
    Saying.TOLD_TASK_CANCELLED: N_(
        "{code} was cancelled by {document} of {date}; it need not be done any"
        " more.\nContent: {content}"
    ),
    Saying.PROPOSAL_TRACKED: N_("Only kept in view."),
    Saying.PROPOSAL_URGENT: N_("The leaders of the Office were told at once."),
    Saying.PROPOSAL_SAID: N_("The division was told."),
    Saying.TOLD_PROPOSAL_SAID: N_(
        "The leaders of the Office agreed to the urgent proposal: please carry it out"
        " at once.\nContent: {content}"
    ),
    Saying.INSPECTION_READ_BACK: N_(
        "Inspection on {date}: {unit}.\nThe units are not told. Is this right?"
    ),
    Saying.INSPECTION_PLANNED: N_("The inspection on {date} is planned: {unit}."),
    Saying.SAY_FINDINGS: N_("What was found at {unit} on {date}? Please type it."),
    Saying.FINDINGS_KEPT: N_("The findings at {unit} are kept, for the task force."),
    Saying.CLASSIFIED: N_("{code} is classified: {number}."),
    Saying.VIOLATION_READ_BACK: N_(
        "{unit} did not keep to the procedure on {date}: {content}.\nDocument:"
        " {document}.\nIs this right? It is counted in the reports of that month."
    ),
    Saying.VIOLATION_KEPT: N_("Entered under number {number}: {unit}, {date}."),
    Saying.SAY_WHY_WITHDRAWN: N_(
        "Why is number {number} ({unit}, {date}) withdrawn? Please type the reason."
    ),
    Saying.VIOLATION_WITHDRAWN: N_(
        "Number {number} ({unit}, {date}) is withdrawn and not counted any more; it"
        " stays in the list with the reason."
    ),
}
