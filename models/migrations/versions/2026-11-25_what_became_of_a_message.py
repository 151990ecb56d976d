"""What became of a message: copies, parked rows, closed chats, and who decided."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '66e4fa217817'
down_revision = 'aebff8e93ed2'
branch_labels = None
depends_on = None

PARKED = sa.text("state IN ('unknown', 'dead') AND seen_at IS NULL")
JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'audit',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('officer_id', NUMBER, nullable=True),
        sa.Column('door', sa.String(length=20), nullable=False),
        sa.Column('action', sa.String(length=40), nullable=False),
        sa.Column('object', sa.String(length=60), nullable=False),
        sa.Column('detail', JSONB, nullable=False),
        sa.ForeignKeyConstraint(
            ['officer_id'], ['officer.id'], name=op.f('fk_audit_officer_id_officer')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_audit')),
    )
    op.add_column('attempt', sa.Column('message_id', sa.BigInteger(), nullable=True))
    op.create_index('ix_attempt_message', 'attempt', ['message_id'])
    # A message sent so far is the only copy of its delivery.
    op.execute(
        """UPDATE attempt SET message_id = (SELECT delivery.message_id FROM delivery
           WHERE delivery.id = attempt.delivery_id)
           WHERE outcome = 'sent' OR late_outcome = 'sent'"""
    )
    op.add_column(
        'card',
        sa.Column('surplus', sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column('chat', sa.Column('gone_at', sa.DateTime(timezone=True)))
    op.add_column(
        'chat',
        sa.Column('gone_why', sa.String(length=120), nullable=False, server_default=''),
    )
    op.add_column('delivery', sa.Column('seen_at', sa.DateTime(timezone=True)))
    op.create_index(
        'ix_delivery_parked',
        'delivery',
        ['id'],
        sqlite_where=PARKED,
        postgresql_where=PARKED,
    )
    _change_body(JSONB, sa.Text(), 'body::text')


def downgrade() -> None:
    _change_body(sa.Text(), JSONB, 'body::jsonb')
    op.drop_index('ix_delivery_parked', 'delivery')
    op.drop_column('delivery', 'seen_at')
    op.drop_column('chat', 'gone_why')
    op.drop_column('chat', 'gone_at')
    op.drop_column('card', 'surplus')
    op.drop_index('ix_attempt_message', 'attempt')
    op.drop_column('attempt', 'message_id')
    op.drop_table('audit')


def _change_body(old: sa.types.TypeEngine, new: sa.types.TypeEngine, using: str) -> None:
    with op.batch_alter_table('inbox') as inbox:
        inbox.alter_column(
            'body', existing_type=old, type_=new, postgresql_using=using
        )
