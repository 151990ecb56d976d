"""Whose figures a paper bore, so that it can be made again; packages of weeks too."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0d4b7e61fa29'
down_revision = 'd41b7e60f2a8'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.add_column('report_run', sa.Column('within', JSONB, nullable=True))
    with op.batch_alter_table('monthly_receipt') as receipt:
        receipt.alter_column(
            'month', existing_type=sa.String(7), type_=sa.String(8)
        )


def downgrade() -> None:
    receipts = sa.table('monthly_receipt', sa.column('month'))
    op.execute(receipts.delete().where(sa.func.length(receipts.c.month) > 7))
    with op.batch_alter_table('monthly_receipt') as receipt:
        receipt.alter_column(
            'month', existing_type=sa.String(8), type_=sa.String(7)
        )
    op.drop_column('report_run', 'within')
