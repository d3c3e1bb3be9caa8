"""What is searched: every written line as searches compare it, and its index.

Revision: 0003, after 0002. The lines themselves are filed at the end of every upgrade (store.migration).
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PIECES = """
CREATE FUNCTION paragraph_pieces(key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT COALESCE(array_agg(DISTINCT piece), '{}') FROM (
        SELECT unnest(ARRAY[sign, sign || lead(sign) OVER (ORDER BY place)]) AS piece
        FROM unnest(string_to_array(key, NULL)) WITH ORDINALITY AS signs(sign, place)
    ) AS cut WHERE piece IS NOT NULL
$$
"""
"""Every sign of a key, and every two neighbours: what holds a word holds all of the word's."""


def upgrade() -> None:
    op.create_table(
        "paragraph",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("agencies", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.create_index("ix_paragraph_owner", ["source", "owner_id"], unique=False)
        batch_op.create_index("ix_paragraph_session", ["session_id"], unique=False)

    if op.get_bind().dialect.name == "postgresql":
        op.execute(PIECES)
        op.execute("CREATE INDEX paragraph_index_pieces ON paragraph USING gin (paragraph_pieces(key))")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE paragraph_index USING fts5(tokens, content='', columnsize=0, tokenize='ascii')"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX paragraph_index_pieces")
        op.execute("DROP FUNCTION paragraph_pieces(text)")
    else:
        op.execute("DROP TABLE paragraph_index")

    with op.batch_alter_table("paragraph", schema=None) as batch_op:
        batch_op.drop_index("ix_paragraph_session")
        batch_op.drop_index("ix_paragraph_owner")

    op.drop_table("paragraph")
