"""The words of what is said about looking tasks up and taking a change back.

They are a part of `locales/sayings.py: SAYINGS`; NOTHING_FOUND has the fact
`typed`, TAKEN_BACK `code`, TOLD_TAKEN_BACK `code` and `content`.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

CARDS: Mapping[Saying, str] = {
    Saying.NOTHING_FOUND: N_("Nothing was found for “{typed}” among what you may see."),
    Saying.TAKEN_BACK: N_("{code} is again as it was before your last change."),
    Saying.TOLD_TAKEN_BACK: N_(
        "What you were last told about {code} has been taken back; the task is as it"
        " was before.\nContent: {content}"
    ),
}
