"""Personal data that can go: accounts of the audit, and what people agreed to."""

import sqlalchemy as sa
from alembic import op

revision = 'e8b51c0d72f6'
down_revision = '1cd117289b47'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'sender',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        sa.Column('address', sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sender')),
        sa.UniqueConstraint('address', name=op.f('uq_sender_address')),
    )
    op.create_table(
        'consent',
        sa.Column('officer_id', NUMBER, nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['officer_id'], ['officer.id'], name=op.f('fk_consent_officer_id_officer')
        ),
        sa.PrimaryKeyConstraint('officer_id', 'version', name=op.f('pk_consent')),
    )


def downgrade() -> None:
    op.drop_table('consent')
    op.drop_table('sender')
