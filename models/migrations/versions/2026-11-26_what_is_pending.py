"""What is to be sent next is read from its beginning: before, all of it was ranked."""

import sqlalchemy as sa
from alembic import op

revision = '72cc7bef8b5c'
down_revision = 'b7c14d90e2a5'
branch_labels = None
depends_on = None

PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    op.create_index(
        'ix_delivery_pending',
        'delivery',
        ['priority', 'id'],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )


def downgrade() -> None:
    op.drop_index('ix_delivery_pending', table_name='delivery')
