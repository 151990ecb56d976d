"""A history that is sealed, and invitations that wait for a word.

A chain over the events and over the audit; codes that are read out.
"""

import sqlalchemy as sa
from alembic import op

revision = 'c7d20e94a1b8'
down_revision = '97d59d30d244'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
UNSEALED = sa.text('mac IS NULL')
FINAL = "RAISE(ABORT, 'the history is final')"
SQLITE_GUARD = (
    f"""CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit
    WHEN OLD.mac IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at
      OR NEW.officer_id IS NOT OLD.officer_id OR NEW.door IS NOT OLD.door
      OR NEW.action IS NOT OLD.action OR NEW.object IS NOT OLD.object
      OR NEW.detail IS NOT OLD.detail
    BEGIN SELECT {FINAL}; END""",
    f"""CREATE TRIGGER audit_stays BEFORE DELETE ON audit
    BEGIN SELECT {FINAL}; END""",
)
POSTGRESQL_GUARD = (
    """CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.mac IS NULL
         AND (NEW.id, NEW.at, NEW.door, NEW.action, NEW.object, NEW.detail)
           = (OLD.id, OLD.at, OLD.door, OLD.action, OLD.object, OLD.detail)
         AND NEW.officer_id IS NOT DISTINCT FROM OLD.officer_id THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'the history is final';
    END $$""",
    """CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_final()""",
    """CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final()""",
)


def upgrade() -> None:
    op.add_column('task_event', sa.Column('link', NUMBER, nullable=True))
    op.add_column('audit', sa.Column('link', NUMBER, nullable=True))
    op.add_column('audit', sa.Column('prev', sa.String(length=64), nullable=True))
    op.add_column('audit', sa.Column('mac', sa.String(length=64), nullable=True))
    for table in ('task_event', 'audit'):
        # As an index and not as a constraint: adding one would copy the table on
        # SQLite, and lose its triggers.
        op.create_index(f'uq_{table}_link', table, ['link'], unique=True)
        op.create_index(
            f'ix_{table}_unsealed',
            table,
            ['id'],
            sqlite_where=UNSEALED,
            postgresql_where=UNSEALED,
        )
    op.create_index('ix_audit_action', 'audit', ['action', 'at'])
    op.add_column(
        'invite',
        sa.Column('spoken', sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column('invite', sa.Column('claimed_name', sa.String(130), nullable=True))
    op.add_column('invite', sa.Column('decided_at', sa.DateTime(timezone=True)))
    sqlite = op.get_bind().dialect.name == 'sqlite'
    for statement in SQLITE_GUARD if sqlite else POSTGRESQL_GUARD:
        op.execute(statement)


def downgrade() -> None:
    on = '' if op.get_bind().dialect.name == 'sqlite' else ' ON audit'
    for trigger in ('audit_is_final', 'audit_stays'):
        op.execute(f'DROP TRIGGER {trigger}{on}')
    if on:
        op.execute('DROP FUNCTION audit_is_final()')
    for column in ('decided_at', 'claimed_name', 'spoken'):
        op.drop_column('invite', column)
    op.drop_index('ix_audit_action', 'audit')
    for table in ('audit', 'task_event'):
        op.drop_index(f'ix_{table}_unsealed', table)
        op.drop_index(f'uq_{table}_link', table)
    for column in ('mac', 'prev', 'link'):
        op.drop_column('audit', column)
    op.drop_column('task_event', 'link')
