"""A database filled from a backup, proved equal to it, and held back from sending."""

from __future__ import annotations

from actions.back_up import digest_of
from files.backups import Backup, Manifest, Spoilt
from models import schema
from models.copying import targets
from models.queries.audits import Deed, note_deed
from models.queries.rewind import note_rewind
from models.work import Database, Work


class NewerSchema(Exception):
    """The backup was made by a newer program."""


async def restore(
    database: Database, backup: Backup, *, over: bool = False
) -> Manifest:
    """Fill it in one transaction; what was there before goes, if `over`.

    Raises Spoilt if what is in the database then is not what was backed up; nothing is
    changed in that case. Raises NewerSchema.
    """
    manifest = backup.manifest
    if manifest.schema not in schema.revisions():
        raise NewerSchema
    async with database.begin(patient=True) as work:
        if over:
            await schema.bring_to(work, "base", "downgrade")
        await schema.bring_to(work, manifest.schema)
        await _fill(work, backup)
        if manifest.schema == schema.newest():
            found = await digest_of(work, manifest.schema)
            if found.digest != manifest.digest:
                raise Spoilt
        else:
            await schema.bring_to(work, "head")
        await note_rewind(work, manifest.at)
        said = {"at": manifest.at, "digest": manifest.digest, "rows": manifest.rows}
        await note_deed(work, Deed("restored", "database", None, "terminal", said))
    return manifest


async def _fill(work: Work, backup: Backup) -> None:
    tables = await targets(work)
    for held in backup.manifest.tables:
        target, columns = tables[held.name], backup.columns(held.name)
        for rows in backup.rows(held):
            await target.fill(work, columns, rows)
        await target.end(work)
