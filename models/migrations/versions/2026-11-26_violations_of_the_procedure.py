"""Where a unit did not keep to the procedure, entered by hand."""

import sqlalchemy as sa
from alembic import op

revision = 'b7f21c9e40d5'
down_revision = 'a90c4e7d15b2'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('violation',
    sa.Column('id', ID, autoincrement=True, nullable=False),
    sa.Column('unit_id', ID, nullable=False),
    sa.Column('division_id', ID, nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('number', sa.String(length=80), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('entered_by', ID, nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_by', ID, nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('why_withdrawn', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['division_id'], ['unit.id'], name=op.f('fk_violation_division_id_unit')),
    sa.ForeignKeyConstraint(['entered_by'], ['officer.id'], name=op.f('fk_violation_entered_by_officer')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_violation_unit_id_unit')),
    sa.ForeignKeyConstraint(['withdrawn_by'], ['officer.id'], name=op.f('fk_violation_withdrawn_by_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_violation'))
    )
    op.create_index('ix_violation_day', 'violation', ['day', 'unit_id'])


def downgrade() -> None:
    op.drop_index('ix_violation_day', table_name='violation')
    op.drop_table('violation')
