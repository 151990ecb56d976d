"""What the API shows of webhooks: the asking system's own, and how they fare."""

from __future__ import annotations

from bot.web.api.asked import Answer, Asked, read_query
from models.queries.endpoints import standing_of


async def show_webhooks(asked: Asked) -> Answer:
    read_query(asked.request, {})
    async with asked.office.database.read(now=asked.now) as reads:
        found = await standing_of(reads, asked.token.system)
    return Answer(
        {
            "webhooks": [
                {
                    "id": one.id,
                    "url": one.url,
                    "topics": [topic.value for topic in one.topics],
                    "state": "active" if one.is_active else "gone",
                    "waiting": one.waiting,
                    "dead": one.dead,
                }
                for one in found
            ]
        }
    )
