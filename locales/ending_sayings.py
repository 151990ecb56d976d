"""What is said when a unit ends.

Their facts, in the manner of locales/sayings.py:

    TOLD_UNIT_ENDED                             unit, successor, date, count, codes
    GROUPS_OF_ENDED                             unit, groups, [successor]
    TASKS_OF_ENDED                              unit, count, [successor]
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

ENDINGS: Mapping[Saying, str] = {
    Saying.TOLD_UNIT_ENDED: N_(
        "Since {date} the work of {unit} is done by {successor}. Tasks of yours that"
        " went over: {count} ({codes}). You are not reminded of them any more."
    ),
    Saying.GROUPS_OF_ENDED: N_(
        "{unit} has ended, and a group is still bound to it: {groups}. The tasks are"
        " those of {successor} now. Please bind the group anew with /nhom, or leave it."
    ),
    Saying.TASKS_OF_ENDED: N_(
        "{unit} was divided among {successor}. Open tasks that wait: {count}. Nobody"
        " but a person can say which goes where: the clerk or the tracker gives each a"
        " unit with /sua."
    ),
}

ENDINGS_UNTOLD: Mapping[Saying, str] = {
    Saying.GROUPS_OF_ENDED: N_(
        "{unit} has ended, and a group is still bound to it: {groups}. Please bind the"
        " group anew with /nhom, or leave it."
    ),
    Saying.TASKS_OF_ENDED: N_(
        "{unit} has ended, and no unit takes over. Open tasks that wait: {count}. The"
        " clerk or the tracker gives each a unit with /sua, or cancels it with"
        " /huynhiemvu."
    ),
}
