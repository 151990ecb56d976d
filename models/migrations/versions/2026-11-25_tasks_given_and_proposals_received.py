"""Tasks given in the chat, proposals received, inspections planned."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '3ad8886a5eb9'
down_revision = '43f892347b53'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('inspection',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('planned_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('found_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['found_by'], ['officer.id'], name=op.f('fk_inspection_found_by_officer')),
    sa.ForeignKeyConstraint(['planned_by'], ['officer.id'], name=op.f('fk_inspection_planned_by_officer')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_inspection_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection'))
    )
    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inspection_unit_id'), ['unit_id'], unique=False)

    op.create_table('proposal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('sender', sa.String(length=250), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('number', sa.String(length=80), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('division_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('entered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('urgent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('said_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tasks', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_proposal_decided_by_officer')),
    sa.ForeignKeyConstraint(['division_id'], ['unit.id'], name=op.f('fk_proposal_division_id_unit')),
    sa.ForeignKeyConstraint(['entered_by'], ['officer.id'], name=op.f('fk_proposal_entered_by_officer')),
    sa.ForeignKeyConstraint(['said_by'], ['officer.id'], name=op.f('fk_proposal_said_by_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index('ix_proposal_state', ['state', 'division_id'], unique=False)

    op.create_table('task_draft',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('facts', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('proposed_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('tasks', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('decided_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['officer.id'], name=op.f('fk_task_draft_decided_by_officer')),
    sa.ForeignKeyConstraint(['proposed_by'], ['officer.id'], name=op.f('fk_task_draft_proposed_by_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_draft'))
    )
    op.create_table('task_route',
    sa.Column('task_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('via_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['task.id'], name=op.f('fk_task_route_parent_id_task')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_route_task_id_task')),
    sa.ForeignKeyConstraint(['via_unit_id'], ['unit.id'], name=op.f('fk_task_route_via_unit_id_unit')),
    sa.PrimaryKeyConstraint('task_id', name=op.f('pk_task_route'))
    )
    with op.batch_alter_table('task_route', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_route_parent_id'), ['parent_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('task_route', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_route_parent_id'))

    op.drop_table('task_route')
    op.drop_table('task_draft')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_index('ix_proposal_state')

    op.drop_table('proposal')
    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inspection_unit_id'))

    op.drop_table('inspection')
