"""Private addresses at which officers read their deadlines, as calendars do."""

import sqlalchemy as sa
from alembic import op

revision = 'c3f7d2a94b18'
down_revision = 'c4a7e19b5d20'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'calendar_feed',
        sa.Column('officer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('told_key', sa.String(length=160), nullable=True),
        sa.ForeignKeyConstraint(
            ['officer_id'],
            ['officer.id'],
            name=op.f('fk_calendar_feed_officer_id_officer'),
        ),
        sa.PrimaryKeyConstraint('officer_id', name=op.f('pk_calendar_feed')),
        sa.UniqueConstraint('digest', name=op.f('uq_calendar_feed_digest')),
    )


def downgrade() -> None:
    op.drop_table('calendar_feed')
