"""A history that nothing replaces.

SQLite deletes what `INSERT OR REPLACE` and `UPDATE OR REPLACE` put something else in the
place of, and fires no trigger of a deletion for it. PostgreSQL updates instead, which
was refused before; there only a closed week could be truncated.
"""

from alembic import op

revision = '3fa6c1d8e952'
down_revision = '72cc7bef8b5c'
branch_labels = None
depends_on = None

FINAL = "RAISE(ABORT, 'the history is final')"
CLOSED = "RAISE(ABORT, 'the week is closed')"


def _sqlite_guard(table: str) -> tuple[str, str]:
    """An id that is given by itself is -1 before the insert: no row bears it. Each is
    one look into an index, and none for a link that is not there yet."""
    return (
        f"""CREATE TRIGGER {table}_is_new BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM {table} WHERE link = NEW.link)
        BEGIN SELECT {FINAL}; END""",
        f"""CREATE TRIGGER {table}_takes_no_place BEFORE UPDATE OF link ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE link = NEW.link AND id <> OLD.id)
        BEGIN SELECT {FINAL}; END""",
    )


SQLITE_GUARD = (
    *_sqlite_guard('task_event'),
    *_sqlite_guard('audit'),
    f"""CREATE TRIGGER week_result_is_new BEFORE INSERT ON week_result
    WHEN EXISTS (SELECT 1 FROM week_result WHERE rowid = NEW.rowid)
      OR EXISTS (SELECT 1 FROM week_result
                 WHERE unit_id = NEW.unit_id AND week = NEW.week)
    BEGIN SELECT {CLOSED}; END""",
)
POSTGRESQL_GUARD = (
    """CREATE TRIGGER week_result_stays BEFORE TRUNCATE ON week_result
    FOR EACH STATEMENT EXECUTE FUNCTION week_result_is_final()""",
)
SQLITE_TRIGGERS = (
    *('task_event_is_new', 'task_event_takes_no_place'),
    *('audit_is_new', 'audit_takes_no_place'),
    'week_result_is_new',
)


def upgrade() -> None:
    for statement in SQLITE_GUARD if _is_sqlite() else POSTGRESQL_GUARD:
        op.execute(statement)


def downgrade() -> None:
    if not _is_sqlite():
        op.execute('DROP TRIGGER week_result_stays ON week_result')
        return
    for trigger in SQLITE_TRIGGERS:
        op.execute(f'DROP TRIGGER {trigger}')


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == 'sqlite'
