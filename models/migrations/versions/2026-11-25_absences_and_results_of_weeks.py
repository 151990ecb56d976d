"""Who is away and who stands in, what is put off, and how each week was kept."""

import sqlalchemy as sa
from alembic import op

revision = 'c4a7e19b5d20'
down_revision = '5d0c7be2a914'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INSTANT = sa.DateTime(timezone=True)
FLASH = sa.text("urgency = 'flash'")

# A closed week is not changed; a mistake in it is explained beside it.
SQLITE_GUARD = (
    """CREATE TRIGGER week_result_is_final BEFORE UPDATE ON week_result
    BEGIN SELECT RAISE(ABORT, 'the week is closed'); END""",
    """CREATE TRIGGER week_result_stays BEFORE DELETE ON week_result
    BEGIN SELECT RAISE(ABORT, 'the week is closed'); END""",
)
POSTGRESQL_GUARD = (
    """CREATE FUNCTION week_result_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the week is closed';
    END $$""",
    """CREATE TRIGGER week_result_is_final BEFORE UPDATE OR DELETE ON week_result
    FOR EACH ROW EXECUTE FUNCTION week_result_is_final()""",
)


def upgrade() -> None:
    op.create_table(
        'absence',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        sa.Column('officer_id', NUMBER, nullable=False),
        sa.Column('stand_in_id', NUMBER, nullable=False),
        sa.Column('first_on', sa.Date(), nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('created_by', NUMBER, nullable=True),
        sa.Column('created_at', INSTANT, nullable=False),
        sa.Column('ended_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ['officer_id'], ['officer.id'], name=op.f('fk_absence_officer_id_officer')
        ),
        sa.ForeignKeyConstraint(
            ['stand_in_id'], ['officer.id'], name=op.f('fk_absence_stand_in_id_officer')
        ),
        sa.ForeignKeyConstraint(
            ['created_by'], ['officer.id'], name=op.f('fk_absence_created_by_officer')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    )
    op.create_index('ix_absence_officer_id', 'absence', ['officer_id'])
    op.create_index('ix_absence_stand_in_id', 'absence', ['stand_in_id'])
    op.create_table(
        'snooze',
        sa.Column('officer_id', NUMBER, nullable=False),
        sa.Column('task_id', NUMBER, nullable=False),
        sa.Column('until', sa.Date(), nullable=False),
        sa.Column('at', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ['officer_id'], ['officer.id'], name=op.f('fk_snooze_officer_id_officer')
        ),
        sa.ForeignKeyConstraint(
            ['task_id'], ['task.id'], name=op.f('fk_snooze_task_id_task')
        ),
        sa.PrimaryKeyConstraint('officer_id', 'task_id', name=op.f('pk_snooze')),
    )
    op.create_index('ix_snooze_task_id', 'snooze', ['task_id'])
    op.create_index('ix_snooze_until', 'snooze', ['until'])
    op.create_table(
        'week_result',
        sa.Column('unit_id', NUMBER, nullable=False),
        sa.Column('week', sa.Date(), nullable=False),
        *(
            sa.Column(part, sa.Integer(), nullable=False)
            for part in ('total', 'on_time', 'late', 'missing', 'untold')
        ),
        sa.Column('closed_at', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ['unit_id'], ['unit.id'], name=op.f('fk_week_result_unit_id_unit')
        ),
        sa.PrimaryKeyConstraint('unit_id', 'week', name=op.f('pk_week_result')),
    )
    postgresql = op.get_bind().dialect.name == 'postgresql'
    for statement in POSTGRESQL_GUARD if postgresql else SQLITE_GUARD:
        op.execute(statement)
    op.create_index(
        'ix_document_flash',
        'document',
        ['id'],
        sqlite_where=FLASH,
        postgresql_where=FLASH,
    )


def downgrade() -> None:
    op.drop_index('ix_document_flash', 'document')
    op.drop_table('week_result')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION week_result_is_final()')
    op.drop_table('snooze')
    op.drop_table('absence')
