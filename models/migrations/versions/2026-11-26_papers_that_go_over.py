"""What is open of a unit besides its tasks goes over with them, and can go back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'c5d0e7a91b34'
down_revision = '3fa6c1d8e952'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.add_column(
        'unit_ending', sa.Column('papers', JSONB, nullable=False, server_default='{}')
    )


def downgrade() -> None:
    op.drop_column('unit_ending', 'papers')
