"""What is said in rounds among the units, of packages, releases and reconciling.

They are a part of `locales/sayings.py: SAYINGS`; their facts are told there.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

ROUNDS: Mapping[Saying, str] = {
    Saying.SAY_DISPUTE: N_(
        "{code}: {content}\n\nWhat is not right of its state? Please answer this"
        " message."
    ),
    Saying.DISPUTED: N_(
        "Noted for {code}: it is shown as disputed until that is settled."
    ),
    Saying.TOLD_DISPUTED: N_(
        "{unit} disputes the state of {code}: {reason}\nContent: {content}\n\nPlease"
        " clear it up with the unit before the report closes. Once it is corrected, the"
        " unit is asked to confirm it again."
    ),
    Saying.ROUND_CONFIRMED: N_("Confirmed. Thank you."),
    Saying.ROUND_MOVED: N_(
        "The rest is confirmed. These have changed since you were asked: {codes}."
        " Please look at them again, then confirm."
    ),
    Saying.NOTHING_TO_REVIEW: N_("Nothing of that period is late; nobody is asked."),
    Saying.PACKAGE_SENT: N_(
        "Noted: the package of {unit} goes to the synthesis division."
    ),
    Saying.PACKAGE_RECEIVED: N_("Noted: the package of {unit} is there."),
    Saying.REPORT_RELEASED: N_(
        "The figures are released (fingerprint {code}). The leaders are sent the paper;"
        " the files for the portal follow."
    ),
    Saying.RELEASED_BEFORE: N_(
        "These figures (fingerprint {code}) were released before, and the leaders have"
        " the paper. The files for the portal follow once more."
    ),
    Saying.PERIOD_RUNS: N_("That period is not over: nothing is released yet."),
    Saying.SAY_FIGURES: N_(
        "Please send the unit's own register as a file; or type the tasks, for example:"
        " /doichieu NV-12 done on 12/11; NV-13 not yet; or only the totals:"
        " /doichieu month 11: given 45, done 40, late 2. What differs is listed for you"
        " and for the trackers; nothing is changed until they decide."
    ),
    Saying.SAY_FIGURES_AGAIN: N_(
        "Not understood: {typed}\n\nPlease write that part again, for example: given"
        " 45, done 40, late 2, overdue 1. The rest is kept."
    ),
    Saying.SAY_OWN_UNIT: N_("Which unit's figures are these?"),
    Saying.DIFFERENCE_KEPT: N_("{code}: the tracker keeps what the register says."),
    Saying.DIFFERENCE_CORRECTED: N_("{code}: corrected as the unit says."),
    Saying.DIFFERENCE_MOVED: N_(
        "{code} has changed in the register meanwhile. Please look again, then decide."
    ),
    Saying.MAILBOX_GONE: N_(
        "Letters no longer reach {name}: the mail server says that there is no such"
        " address. Please correct it in the office's sheet and read that in again."
    ),
    Saying.SYNTHESIS_GONE: N_(
        "Letters no longer reach {name}, the synthesis division's own address: the mail"
        " server says that there is none such. Please correct synthesis_email in the"
        " policy file; meanwhile packages go to the chat alone."
    ),
    Saying.MAIL_REFUSED: N_(
        "The mail server refuses letters of this bot: {why}. Nothing is sent by e-mail"
        " until that is put right (DONDOC_SMTP_URL, DONDOC_SMTP_FROM)."
    ),
}
