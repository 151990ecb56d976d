"""When a task was acknowledged: its warnings climb a little later."""

import sqlalchemy as sa
from alembic import op

revision = 'b1d0a6c35e42'
down_revision = '66e4fa217817'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('task', sa.Column('acknowledged_on', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('task', 'acknowledged_on')
