"""What waits in a chat is found by the chat: before, all that ever came was read."""

import sqlalchemy as sa
from alembic import op

revision = '5d0c8f0f7a16'
down_revision = 'b1d0a6c35e42'
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'new'")


def upgrade() -> None:
    op.drop_index('ix_inbox_waiting', table_name='inbox')
    _index(['bot_id', 'chat', 'update_id'])


def downgrade() -> None:
    op.drop_index('ix_inbox_waiting', table_name='inbox')
    _index(['update_id'])


def _index(columns: list[str]) -> None:
    op.create_index(
        'ix_inbox_waiting',
        'inbox',
        columns,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
