"""What a row of an import overwrote in its document, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'e86c2f14a9d7'
down_revision = '0d4b7e61fa29'
branch_labels = None
depends_on = None

WORDS = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.add_column('import_row', sa.Column('overwrote', WORDS, nullable=True))


def downgrade() -> None:
    op.drop_column('import_row', 'overwrote')
