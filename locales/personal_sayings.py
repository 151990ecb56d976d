"""What is said of personal data, and of who is not registered."""

from __future__ import annotations

from collections.abc import Mapping

from domain.sayings import Saying
from locales.catalog import N_

PERSONAL: Mapping[Saying, str] = {
    Saying.AGREED: N_("Thank you. Your agreement is noted."),
    Saying.NOT_AGREED: N_(
        "This account is no longer linked. Your tasks stay as they are; your unit will"
        " tell you of them in another way."
    ),
    Saying.ERASED: N_(
        "Your personal data were erased. This chat is no longer linked, and nothing"
        " more will be sent to it."
    ),
    Saying.PERSON_ERASED: N_(
        "An officer of {unit} had his personal data erased. Open tasks to be assigned"
        " to somebody else: {count}."
    ),
    Saying.UNREGISTERED: N_(
        "The group “{title}” has {count} members who are not registered with the bot."
        " Invite them with /moi, or check whether they belong there."
    ),
}
