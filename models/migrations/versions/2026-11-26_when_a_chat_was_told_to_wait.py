"""When the server told a chat to wait: several processes count it together."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = 'd41b7e60f2a8'
down_revision = 'c5d0e7a91b34'
branch_labels = None
depends_on = None

TOLD = sa.text('flooded_at IS NOT NULL')


def upgrade() -> None:
    op.add_column('chat', sa.Column('flooded_at', models.base.Instant(), nullable=True))
    op.create_index(
        'ix_chat_flooded',
        'chat',
        ['flooded_at'],
        sqlite_where=TOLD,
        postgresql_where=TOLD,
    )


def downgrade() -> None:
    op.drop_index('ix_chat_flooded', table_name='chat')
    op.drop_column('chat', 'flooded_at')
