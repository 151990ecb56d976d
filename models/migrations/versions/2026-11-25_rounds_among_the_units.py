"""Rounds among the units, reconciled figures, what was released and received."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '1cd117289b47'
down_revision = '43f892347b53'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('round',
    sa.Column('id', NUMBER, autoincrement=True, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=30), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', NUMBER, nullable=True),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['opened_by'], ['officer.id'], name=op.f('fk_round_opened_by_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round')),
    sa.UniqueConstraint('kind', 'period', name=op.f('uq_round_kind_period'))
    )
    op.create_table('unit_statement',
    sa.Column('id', NUMBER, autoincrement=True, nullable=False),
    sa.Column('unit_id', NUMBER, nullable=False),
    sa.Column('period', sa.String(length=30), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=250), nullable=False),
    sa.Column('figures', JSONB, nullable=False),
    sa.Column('said_by', NUMBER, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['said_by'], ['officer.id'], name=op.f('fk_unit_statement_said_by_officer')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_statement_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_statement'))
    )
    op.create_index('ix_unit_statement_unit_id', 'unit_statement', ['unit_id'])

    op.create_table('difference',
    sa.Column('id', NUMBER, autoincrement=True, nullable=False),
    sa.Column('statement_id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=True),
    sa.Column('what', sa.String(length=120), nullable=False),
    sa.Column('ours', JSONB, nullable=False),
    sa.Column('theirs', JSONB, nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('decided_by', NUMBER, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_difference_decided_by_officer')),
    sa.ForeignKeyConstraint(['statement_id'], ['unit_statement.id'], name=op.f('fk_difference_statement_id_unit_statement')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_difference_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_difference'))
    )
    op.create_index('ix_difference_statement_id', 'difference', ['statement_id'])
    op.create_index('ix_difference_task_id', 'difference', ['task_id'])

    op.create_table('round_row',
    sa.Column('round_id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('unit_id', NUMBER, nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('shown', JSONB, nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('answered_by', NUMBER, nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['officer.id'], name=op.f('fk_round_row_answered_by_officer')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_round_row_round_id_round')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_round_row_task_id_task')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_round_row_unit_id_unit')),
    sa.PrimaryKeyConstraint('round_id', 'task_id', name=op.f('pk_round_row'))
    )
    op.create_index('ix_round_row_task_id', 'round_row', ['task_id'])
    op.create_index('ix_round_row_unit', 'round_row', ['unit_id', 'round_id'])

    for table, column in (('monthly_receipt', 'received'), ('report_run', 'released')):
        key = op.f(f'fk_{table}_{column}_by_officer')
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(f'{column}_at', sa.DateTime(timezone=True)))
            batch.add_column(sa.Column(f'{column}_by', NUMBER))
            batch.create_foreign_key(key, 'officer', [f'{column}_by'], ['id'])


def downgrade() -> None:
    for table, column in (('report_run', 'released'), ('monthly_receipt', 'received')):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(f'{column}_by')
            batch.drop_column(f'{column}_at')
    for table in ('round_row', 'difference', 'unit_statement', 'round'):
        op.drop_table(table)
