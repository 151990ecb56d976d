"""What units ask for: more time, help, to be heard; proofs; lateness that is cleared."""

import sqlalchemy as sa
from alembic import op

revision = '43f892347b53'
down_revision = 'e1a9d37c6b52'
branch_labels = None
depends_on = None

SUMMED = [
    'assigned_on', 'lead_unit_id', 'progress', 'due_on', 'done_on',
    'tracking_unit_id', 'officer_id',
]
BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('extension',
    sa.Column('task_id', BIG, nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('wanted_on', sa.Date(), nullable=False),
    sa.Column('after_deadline', sa.Boolean(), nullable=False),
    sa.Column('id', BIG, autoincrement=True, nullable=False),
    sa.Column('raised_by', BIG, nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('decided_by', BIG, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_extension_decided_by_officer')),
    sa.ForeignKeyConstraint(['raised_by'], ['officer.id'], name=op.f('fk_extension_raised_by_officer')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_extension_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    op.create_index('ix_extension_task_id', 'extension', ['task_id'])

    op.create_table('justification',
    sa.Column('task_id', BIG, nullable=False),
    sa.Column('id', BIG, autoincrement=True, nullable=False),
    sa.Column('raised_by', BIG, nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('decided_by', BIG, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_justification_decided_by_officer')),
    sa.ForeignKeyConstraint(['raised_by'], ['officer.id'], name=op.f('fk_justification_raised_by_officer')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_justification_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_justification'))
    )
    op.create_index('ix_justification_task_id', 'justification', ['task_id'])

    op.create_table('obstacle',
    sa.Column('task_id', BIG, nullable=False),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('id', BIG, autoincrement=True, nullable=False),
    sa.Column('raised_by', BIG, nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('decided_by', BIG, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_obstacle_decided_by_officer')),
    sa.ForeignKeyConstraint(['raised_by'], ['officer.id'], name=op.f('fk_obstacle_raised_by_officer')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_obstacle_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_obstacle'))
    )
    open_ = sa.text("state = 'open'")
    op.create_index(
        'ix_obstacle_open', 'obstacle', ['id'],
        sqlite_where=open_, postgresql_where=open_,
    )
    op.create_index('ix_obstacle_task_id', 'obstacle', ['task_id'])

    op.create_table('petition',
    sa.Column('task_id', BIG, nullable=True),
    sa.Column('unit_id', BIG, nullable=False),
    sa.Column('division_id', BIG, nullable=True),
    sa.Column('id', BIG, autoincrement=True, nullable=False),
    sa.Column('raised_by', BIG, nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('decided_by', BIG, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_petition_decided_by_officer')),
    sa.ForeignKeyConstraint(['division_id'], ['unit.id'], name=op.f('fk_petition_division_id_unit')),
    sa.ForeignKeyConstraint(['raised_by'], ['officer.id'], name=op.f('fk_petition_raised_by_officer')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_petition_task_id_task')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_petition_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_petition'))
    )
    op.create_index('ix_petition_task_id', 'petition', ['task_id'])

    op.create_table('attachment',
    sa.Column('id', BIG, autoincrement=True, nullable=False),
    sa.Column('task_id', BIG, nullable=False),
    sa.Column('event_id', BIG, nullable=False),
    sa.Column('file_id', sa.String(length=250), nullable=False),
    sa.Column('is_photo', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=250), nullable=False),
    sa.Column('caption', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['task_event.id'], name=op.f('fk_attachment_event_id_task_event')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_attachment_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    op.create_index('ix_attachment_task_id', 'attachment', ['task_id'])

    op.add_column('task', sa.Column('justified_on', sa.Date(), nullable=True))
    op.drop_index('ix_task_summary', table_name='task')
    op.create_index('ix_task_summary', 'task', [*SUMMED, 'justified_on'])


def downgrade() -> None:
    op.drop_index('ix_task_summary', table_name='task')
    op.create_index('ix_task_summary', 'task', SUMMED)
    op.drop_column('task', 'justified_on')
    for table in ('attachment', 'petition', 'obstacle', 'justification', 'extension'):
        op.drop_table(table)
