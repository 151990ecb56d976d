"""Units that end: who takes over, since when, by which document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'b7c14d90e2a5'
down_revision = 'b7f21c9e40d5'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.create_table(
        'unit_ending',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        sa.Column('unit_id', NUMBER, nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('successors', JSONB, nullable=False),
        sa.Column('basis', sa.String(length=250), nullable=False),
        sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('carried_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('supported', JSONB, nullable=False),
        sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['unit_id'], ['unit.id'], name=op.f('fk_unit_ending_unit_id_unit')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_ending')),
    )
    op.create_index('ix_unit_ending_unit_id', 'unit_ending', ['unit_id'])


def downgrade() -> None:
    op.drop_index('ix_unit_ending_unit_id', 'unit_ending')
    op.drop_table('unit_ending')
