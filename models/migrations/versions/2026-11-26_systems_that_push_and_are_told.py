"""Systems that push tasks and are told of events: tokens, answers kept, addresses."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'a90c4e7d15b2'
down_revision = 'e8b51c0d72f6'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
LIVE = sa.text('revoked_at IS NULL')


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def refers(name: str, table: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], [f'{to}.id'], name=op.f(f'fk_{table}_{name}_{to}')
    )


def upgrade() -> None:
    op.create_table(
        'api_token',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        text('system', 36),
        text('digest', 64),
        text('scopes', 120),
        sa.Column('unit_id', NUMBER, nullable=True),
        instant('created_at'),
        instant('expires_at'),
        instant('revoked_at', nullable=True),
        instant('last_used_at', nullable=True),
        refers('unit_id', 'api_token', 'unit'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
        sa.UniqueConstraint('digest', name=op.f('uq_api_token_digest')),
    )
    op.create_index(
        'uq_api_token_system_live',
        'api_token',
        ['system'],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        'api_request',
        text('system', 36),
        text('key', 200),
        instant('at'),
        text('fingerprint', 64),
        sa.Column('status', sa.Integer(), nullable=False),
        sa.Column('answer', JSONB, nullable=False),
        sa.PrimaryKeyConstraint('system', 'key', name=op.f('pk_api_request')),
    )
    op.create_index(op.f('ix_api_request_at'), 'api_request', ['at'])
    op.create_table(
        'system_task',
        text('system', 36),
        text('external_id', 80),
        sa.Column('task_id', NUMBER, nullable=False),
        refers('task_id', 'system_task', 'task'),
        sa.PrimaryKeyConstraint('system', 'external_id', name=op.f('pk_system_task')),
    )
    op.create_index(op.f('ix_system_task_task_id'), 'system_task', ['task_id'])
    op.create_table(
        'webhook',
        sa.Column('id', NUMBER, autoincrement=True, nullable=False),
        text('system', 36),
        text('url', 500),
        text('topics', 120),
        text('secret', 60),
        sa.Column('unit_id', NUMBER, nullable=True),
        sa.Column('chat_id', NUMBER, nullable=False),
        instant('created_at'),
        instant('removed_at', nullable=True),
        sa.Column('last_event', NUMBER, nullable=False),
        sa.Column('overdue_since', sa.Date(), nullable=False),
        sa.Column('overdue_until', sa.Date(), nullable=False),
        refers('unit_id', 'webhook', 'unit'),
        refers('chat_id', 'webhook', 'chat'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook')),
        sa.UniqueConstraint('chat_id', name=op.f('uq_webhook_chat_id')),
    )


def downgrade() -> None:
    op.execute(
        'DELETE FROM attempt WHERE delivery_id IN (SELECT delivery.id FROM delivery'
        " JOIN chat ON chat.id = delivery.chat_id WHERE chat.channel = 'webhook')"
    )
    op.execute(
        'DELETE FROM delivery WHERE chat_id IN'
        " (SELECT id FROM chat WHERE channel = 'webhook')"
    )
    for table in ('webhook', 'system_task', 'api_request', 'api_token'):
        op.drop_table(table)
    op.execute("DELETE FROM chat WHERE channel = 'webhook'")
