"""Reports that were made, and what happened to tasks after a date."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '97d59d30d244'
down_revision = 'c3f7d2a94b18'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'report_run',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('actor_id', NUMBER, nullable=True),
        sa.Column('door', sa.String(length=20), nullable=False),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('first', sa.Date(), nullable=False),
        sa.Column('last', sa.Date(), nullable=False),
        sa.Column('as_of', sa.Date(), nullable=False),
        sa.Column('recorded_until', sa.DateTime(timezone=True), nullable=False),
        sa.Column('unit_id', NUMBER, nullable=True),
        sa.Column('basis', sa.String(length=20), nullable=False),
        sa.Column('figures', JSONB, nullable=False),
        sa.Column('fingerprint', sa.String(length=64), nullable=False),
        sa.Column('files', JSONB, nullable=False),
        sa.ForeignKeyConstraint(
            ['actor_id'], ['officer.id'], name=op.f('fk_report_run_actor_id_officer')
        ),
        sa.ForeignKeyConstraint(
            ['unit_id'], ['unit.id'], name=op.f('fk_report_run_unit_id_unit')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_report_run')),
    )
    op.create_index(
        'ix_task_event_effective', 'task_event', ['effective_on', 'task_id']
    )


def downgrade() -> None:
    op.drop_index('ix_task_event_effective', 'task_event')
    op.drop_table('report_run')
