"""After a restore: the database does not know what was sent since its backup."""

from __future__ import annotations

from sqlalchemy import update

from models.queries.queue import OPEN
from models.queries.settings import keep_setting, read_setting
from models.tables import Delivery, Invite
from models.work import Reads, Work

REWOUND = "rewound_to"  # the setting: the moment of the backup, until told to go on
REASON = "rewound"


async def rewound_to(reads: Reads) -> str | None:
    """The moment of the backup, while nobody has said that sending may go on."""
    return await read_setting(reads, REWOUND) or None


async def note_rewind(work: Work, at: str) -> None:
    """Nothing may leave from now on; links of before may have been used already."""
    await keep_setting(work, REWOUND, at)
    await work.session.execute(
        update(Invite)
        .where(Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


async def end_rewind(work: Work) -> int:
    """All that was due by now may have been sent: nobody knows. How many they are."""
    doubted = await work.session.scalars(
        update(Delivery)
        .where(Delivery.state.in_(OPEN), Delivery.not_before <= work.now)
        .values(
            state="unknown",
            reason=REASON,
            unknowns=Delivery.unknowns + 1,
            owner=None,
            lease_until=None,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    await keep_setting(work, REWOUND, "")
    return len(doubted.all())
