"""What offices have said of the headers of their systems."""

from __future__ import annotations

from sqlalchemy import select

from domain.register import Column
from models.tables import ImportProfile
from models.work import Reads


async def stored_profiles(reads: Reads) -> dict[str, dict[str, Column]]:
    """By name: header as compared -> column."""
    found = await reads.session.scalars(select(ImportProfile))
    return {
        one.name: {header: Column(column) for header, column in one.columns.items()}
        for one in found
    }


async def profile_named(reads: Reads, name: str) -> ImportProfile | None:
    return await reads.session.get(ImportProfile, name)
