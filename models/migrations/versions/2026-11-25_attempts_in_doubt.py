"""The attempts of a day whose end nobody knows are counted by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = 'e1a9d37c6b52'
down_revision = 'c7e2f4a19b30'
branch_labels = None
depends_on = None

UNKNOWN = sa.text("outcome = 'unknown'")


def upgrade() -> None:
    op.create_index(
        'ix_attempt_unknown',
        'attempt',
        ['started_at'],
        sqlite_where=UNKNOWN,
        postgresql_where=UNKNOWN,
    )


def downgrade() -> None:
    op.drop_index('ix_attempt_unknown', table_name='attempt')
