"""The words of what is said about absences and the handing over of tasks.

They are a part of `locales/sayings.py: SAYINGS`; their facts are told there.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

ARRANGED: Mapping[Saying, str] = {
    Saying.SAY_DAYS_AWAY: N_(
        "From when to when is {name} away? For example: 23/11 to 27/11/2026."
    ),
    Saying.SAY_STAND_IN: N_(
        "Who stands in for {name} from {date} to {deadline}? Please press a name, or"
        " type the full name."
    ),
    Saying.ABSENCE_READ_BACK: N_(
        "{name} is away from {date} to {deadline}; {stand_in} stands in: reminders of"
        " deadlines, of what is overdue and warnings go to {stand_in}, who may answer"
        " them. The update of the week stays with {name}. Nothing is saved until you"
        " press “Right”."
    ),
    Saying.ABSENCE_KEPT: N_(
        "Saved: {name} is away from {date} to {deadline}; {stand_in} stands in."
    ),
    Saying.ABSENCE_STANDS: N_(
        "{name} is noted as away from {date} to {deadline}; {stand_in} stands in."
    ),
    Saying.ABSENCE_ENDED: N_("{name} is noted as being back; nobody stands in."),
    Saying.TOLD_STANDS_IN: N_(
        "You stand in for {name} from {date} to {deadline}: reminders of deadlines and"
        " of what is overdue come to you, and you may answer them. /viec shows the"
        " tasks."
    ),
    Saying.TOLD_ABSENCE: N_(
        "{name} is noted as away from {date} to {deadline}; {stand_in} stands in."
    ),
    Saying.TOLD_ABSENCE_ENDED: N_("{name} is back; reminders go to {name} again."),
    Saying.SAY_HANDED_FROM: N_(
        "Whose tasks are to be handed over? Please press a name, or type the full name."
    ),
    Saying.SAY_SUCCESSOR: N_(
        "Open tasks of {name}: {count}. Who takes them over? Please press a name, or"
        " type the full name."
    ),
    Saying.CHOOSE_HANDED: N_(
        "Open tasks of {name}: {count} ({codes}). Which of them go to {successor}?"
    ),
    Saying.SAY_HANDED: N_(
        "Please give the codes of the tasks that go from {name} to {successor}, for"
        " example: NV-12, NV-15."
    ),
    Saying.HANDOVER_READ_BACK: N_(
        "From {name} to {successor}: {count} ({codes}). Their history stays; from now"
        " on {successor} is reminded. Nothing is saved until you press “Right”."
    ),
    Saying.HANDED_OVER: N_("Tasks handed over from {name} to {successor}: {count}."),
    Saying.TOLD_HANDED_OVER: N_(
        "Tasks handed over to you from {name}: {count} ({codes}). /viec shows them."
    ),
    Saying.TOLD_HANDOVER: N_("Tasks handed over from {name} to {successor}: {count}."),
}
