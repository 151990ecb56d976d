"""Somebody has his personal data erased: the office's business stays, without him.

Decision 30 says what goes and what stays.
"""

from __future__ import annotations

from actions.alarms import tell_administrators
from domain.notices import Saying, Told
from domain.scope import Actor
from models.queries.audits import Deed, note_deed
from models.queries.erasing import erase_officer
from models.queries.invites import void_invites
from models.queries.names_in_words import forget_name
from models.queries.own_data import count_own
from models.queries.people import unit_names
from models.tables import Officer
from models.work import Work


async def erase_person(work: Work, actor: Actor) -> None:
    """From now on he is nobody here. The administrators hear whose tasks are open."""
    officer = actor.officer_id
    counted = await count_own(work, officer)
    units = await unit_names(work, [part.unit_id for part in actor.memberships])
    facts = {"unit": ", ".join(units.values()), "count": str(counted.open_tasks)}
    await void_invites(work, officer)
    him = await work.session.get_one(Officer, officer)
    await forget_name(work, him.name)
    await note_deed(work, Deed("erased", f"officer:{officer}", officer, "chat"))
    await erase_officer(work, officer)
    said = Told(Saying.PERSON_ERASED, facts)
    await tell_administrators(work, said, key=f"erased:{officer}", quietly=True)
