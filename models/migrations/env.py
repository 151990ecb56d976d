"""How Alembic runs here: always on a connection that the caller opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

import models.tables  # noqa: F401  # fills Base.metadata
from models.base import Base, Instant, RawJson, Word


def render(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write our column types as plain ones, so that a migration never changes."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(item, RawJson):
        return "sa.Text()"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def compare(
    _context: Any, _column: Any, _old: Any, new: Any, _rendered: Any
) -> bool | None:
    return False if isinstance(new, Instant) else None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render,
    render_as_batch=True,
    compare_type=compare,
)
context.run_migrations()
