"""What the office chose (its policy, by version), and what its people did."""

import sqlalchemy as sa
from alembic import op

revision = '5d0c7be2a914'
down_revision = '5d0c8f0f7a16'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'policy',
        sa.Column('version', NUMBER, autoincrement=True, nullable=False),
        sa.Column('valid_from', sa.Date(), nullable=False),
        sa.Column('profile', sa.String(length=40), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('content', sa.Text(), nullable=False),
        sa.Column('stored_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('version', name=op.f('pk_policy')),
    )
    op.create_table(
        'preference',
        sa.Column('officer_id', NUMBER, autoincrement=False, nullable=False),
        sa.Column('language', sa.String(length=2), nullable=False),
        sa.Column('quiet_from', sa.Time(), nullable=True),
        sa.Column('quiet_until', sa.Time(), nullable=True),
        sa.Column('muted', sa.Text(), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['officer_id'],
            ['officer.id'],
            name=op.f('fk_preference_officer_id_officer'),
        ),
        sa.PrimaryKeyConstraint('officer_id', name=op.f('pk_preference')),
    )


def downgrade() -> None:
    op.drop_table('preference')
    op.drop_table('policy')
