"""The words of what is said about requests: more time, obstacles, petitions, lateness.

They are a part of `locales/sayings.py: SAYINGS`; their facts are told there.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

REQUESTS: Mapping[Saying, str] = {
    Saying.SAY_WANTED: N_(
        "Until when is more time asked for {code}? For example: 30/11/2026, or 5 more"
        " working days.\nDeadline now: {deadline}\nContent: {content}"
    ),
    Saying.SAY_WHY_LONGER: N_(
        "Please give the reason for which more time is asked for {code}, until"
        " {deadline}.\nContent: {content}"
    ),
    Saying.SAY_OBSTACLE: N_(
        "Please describe the obstacle to {code}, and what is proposed to overcome it."
        "\nContent: {content}"
    ),
    Saying.SAY_PETITION: N_("Please write what is petitioned."),
    Saying.SAY_WHY_LATE: N_(
        "Please explain why {code} is late, and how it will be finished."
        "\nContent: {content}"
    ),
    Saying.SAY_WHY_NOT: N_("Please give the reason for not agreeing ({code})."),
    Saying.SAY_DECISION: N_("Please write the direction on the obstacle to {code}."),
    Saying.SAY_ANSWER: N_("Please write the answer to the petition."),
    Saying.EXTENSION_ASKED: N_(
        "Sent: more time is asked for {code}, until {deadline}. It is decided by:"
        " {name}. Until then the present deadline holds."
    ),
    Saying.OBSTACLE_RAISED: N_("The obstacle to {code} is noted and sent to: {name}."),
    Saying.PETITION_RAISED: N_(
        "The petition is noted and sent to: {name}. It will stand in the report."
    ),
    Saying.LATENESS_EXPLAINED: N_(
        "The explanation of why {code} is late is noted. It is reviewed by: {name}."
    ),
    Saying.REQUEST_SENT: N_(
        "The request about {code} is noted and sent to those who decide."
    ),
    Saying.REQUEST_DECIDED: N_("Noted. Who asked is told."),
    Saying.SENT_UP: N_("The obstacle to {code} was sent to the next level."),
    Saying.TOLD_EXTENDED: N_(
        "More time is granted for {code}: the deadline is {deadline} now, instead of"
        " {date}.\nContent: {content}"
    ),
    Saying.TOLD_NOT_EXTENDED: N_(
        "More time for {code}, until {deadline}, is not granted. Reason: {reason}"
        "\nContent: {content}"
    ),
    Saying.TOLD_OBSTACLE_CLIMBED: N_(
        "The obstacle to {code} was put before: {name}, for direction."
    ),
    Saying.TOLD_OBSTACLE_DECIDED: N_(
        "Direction on the obstacle to {code}: {reason}\nContent: {content}"
    ),
    Saying.TOLD_PETITION_TAKEN: N_(
        "The petition is received and will stand in the report."
    ),
    Saying.TOLD_PETITION_ANSWERED: N_("Answer to the petition: {reason}"),
    Saying.TOLD_JUSTIFIED: N_(
        "The explanation of why {code} is late is accepted: the task is not counted as"
        " late.\nContent: {content}"
    ),
    Saying.TOLD_JUSTIFIED_SO_FAR: N_(
        "The explanation of why {code} is late is accepted for the time until the end"
        " of {date}. The task is still open and overdue; done after that day it is"
        " counted as late. More time: /giahan {code}.\nContent: {content}"
    ),
    Saying.TOLD_NOT_JUSTIFIED: N_(
        "The explanation of why {code} is late is not accepted. Reason: {reason}"
        "\nContent: {content}"
    ),
    Saying.FILE_KEPT: N_("The file is kept as proof for {code} ({count} so far)."),
}

# Nobody who decides can be told: said plainly, and the request stands.
REQUESTS_UNTOLD: Mapping[Saying, str] = {
    Saying.REQUEST_SENT: N_("The request is noted and sent to those who decide."),
    Saying.EXTENSION_ASKED: N_(
        "More time is asked for {code}, until {deadline}. Nobody who decides uses the"
        " bot yet: please tell the division directly."
    ),
    Saying.OBSTACLE_RAISED: N_(
        "The obstacle to {code} is noted. Nobody of the division uses the bot yet:"
        " please tell it directly."
    ),
    Saying.PETITION_RAISED: N_(
        "The petition is noted and will stand in the report. Nobody of the division"
        " uses the bot yet."
    ),
    Saying.LATENESS_EXPLAINED: N_(
        "The explanation of why {code} is late is noted. Nobody who reviews it uses the"
        " bot yet: please tell the division directly."
    ),
    Saying.TOLD_OBSTACLE_CLIMBED: N_(
        "The obstacle to {code} was put before the next level, for direction."
    ),
}
