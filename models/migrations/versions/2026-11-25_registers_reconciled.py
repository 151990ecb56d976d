"""Registers reconciled: each word of a file kept, conflicts, profiles, exchange."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'c7e2f4a19b30'
down_revision = 'c7d20e94a1b8'
branch_labels = None
depends_on = None

JSONB = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def number(name: str, to: str, table: str, nullable: bool = False) -> list:
    return [
        sa.Column(name, NUMBER, nullable=nullable),
        sa.ForeignKeyConstraint(
            [name], [f'{to}.id'], name=op.f(f'fk_{table}_{name}_{to}')
        ),
    ]


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def key() -> sa.Column:
    return sa.Column('id', NUMBER, autoincrement=True, nullable=False)


def upgrade() -> None:
    with op.batch_alter_table('import_run') as run:
        for name in ('vanished', 'contradicted'):
            run.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default='0')
            )
        run.add_column(instant('undone_at', nullable=True))
        run.add_column(sa.Column('undone_by', NUMBER, nullable=True))
        run.create_foreign_key(
            op.f('fk_import_run_undone_by_officer'), 'officer', ['undone_by'], ['id']
        )
    with op.batch_alter_table('import_row') as row:
        row.add_column(
            sa.Column(
                'sheet', sa.String(length=120), nullable=False, server_default=''
            )
        )
        row.add_column(
            sa.Column('current', sa.Boolean(), nullable=False, server_default=sa.true())
        )
        row.drop_constraint(op.f('uq_import_row_task_id'), type_='unique')
        row.create_unique_constraint(
            op.f('uq_import_row_task_id_run_id'), ['task_id', 'run_id']
        )
        row.create_index(op.f('ix_import_row_run_id'), ['run_id'])
    op.create_table(
        'import_profile',
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('columns', JSONB, nullable=False),
        instant('changed_at'),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_import_profile')),
    )
    op.create_table(
        'import_draft',
        key(),
        *number('officer_id', 'officer', 'import_draft'),
        instant('at'),
        sa.Column('file_name', sa.String(length=250), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('profile', sa.String(length=40), nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_draft')),
    )
    op.create_table(
        'discrepancy',
        key(),
        *number('task_id', 'task', 'discrepancy'),
        *number('run_id', 'import_run', 'discrepancy'),
        sa.Column('sheet', sa.String(length=120), nullable=False),
        sa.Column('row', sa.Integer(), nullable=False),
        sa.Column('register', JSONB, nullable=False),
        sa.Column('person', JSONB, nullable=False),
        *number('said_by', 'officer', 'discrepancy', nullable=True),
        instant('said_at', nullable=True),
        sa.Column('state', sa.String(length=20), nullable=False),
        *number('decided_by', 'officer', 'discrepancy', nullable=True),
        instant('decided_at', nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_discrepancy')),
    )
    op.create_index(op.f('ix_discrepancy_task_id'), 'discrepancy', ['task_id'])
    op.create_index(op.f('ix_discrepancy_run_id'), 'discrepancy', ['run_id'])
    op.create_table(
        'exchange_message',
        key(),
        instant('at'),
        sa.Column('file_name', sa.String(length=250), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('facts', JSONB, nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        *number('decided_by', 'officer', 'exchange_message', nullable=True),
        instant('decided_at', nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_exchange_message')),
        sa.UniqueConstraint('digest', name=op.f('uq_exchange_message_digest')),
    )


def downgrade() -> None:
    for table in ('exchange_message', 'discrepancy', 'import_draft', 'import_profile'):
        op.drop_table(table)
    op.execute('DELETE FROM import_row WHERE current = false')
    with op.batch_alter_table('import_row') as row:
        row.drop_index(op.f('ix_import_row_run_id'))
        row.drop_constraint(op.f('uq_import_row_task_id_run_id'), type_='unique')
        row.create_unique_constraint(op.f('uq_import_row_task_id'), ['task_id'])
        row.drop_column('current')
        row.drop_column('sheet')
    with op.batch_alter_table('import_run') as run:
        run.drop_constraint(op.f('fk_import_run_undone_by_officer'), type_='foreignkey')
        for name in ('undone_by', 'undone_at', 'contradicted', 'vanished'):
            run.drop_column(name)
