"""The life of action items: rulings, rounds, requests and reports; labels, priority and where an item came from.

Revision: 0004, after 0003. Every item there is gets its first ruling: the state in which it stood. A point of an agenda
knows when it was written, sittings that were touched after they were told are found at once, a draft belongs to the
window that it is typed in, and on SQLite no id is given twice any more.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXTS = ("priority", "case_code", "level", "came_by", "old_number")
MADE = """
INSERT INTO action_ruling
    (action_item_id, position, session_id, verb, status, lead_agency_id, assists, due, level, reason, doc_no, who, at)
SELECT a.id, 1, a.session_id, 'made', a.status, a.lead_agency_id, a.assists, a.due, '', '', '', '', s.changed_at
FROM action_item a JOIN session s ON s.id = a.session_id ORDER BY a.id
"""
OVERTAKEN = sa.text("noticed_sequence < sequence OR invited_sequence < sequence")
TABLES = """
SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%PRIMARY KEY (id)%'
AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'paragraph%' ORDER BY name
"""
INDEXES = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL ORDER BY name"
REMEMBERED = """
SELECT json_extract(one.value, '$.table') AS name, MAX(json_extract(one.value, '$.id')) AS id
FROM undo, json_each(undo.rows) one GROUP BY 1
"""


def upgrade() -> None:
    with op.batch_alter_table("action_item", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("labels", sa.String(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("came_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ruled_in", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_action_item_came_from", "action_item", ["came_from_id"], ["id"])
        batch_op.create_foreign_key("fk_action_item_merged_into", "action_item", ["merged_into_id"], ["id"])
        batch_op.create_foreign_key("fk_action_item_ruled_in", "session", ["ruled_in"], ["id"])
        batch_op.create_index("ix_action_item_came_from_id", ["came_from_id"], unique=False)
        batch_op.create_index("ix_action_item_merged_into_id", ["merged_into_id"], unique=False)

    _rulings()
    _rounds()
    _reports()
    op.execute(MADE)
    op.execute("UPDATE action_item SET ruled_in = session_id")
    _drafts("who_object", "who", "object", "typed_in")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("written_on", sa.String(), nullable=True))
    with op.batch_alter_table("session", schema=None) as batch_op:
        where = {"sqlite_where": OVERTAKEN, "postgresql_where": OVERTAKEN}
        batch_op.create_index("ix_session_overtaken", ["day"], unique=False, **where)
    if op.get_bind().dialect.name == "sqlite":
        _give_no_id_twice()


def _drafts(old: str, *one_of: str) -> None:
    """Drafts belong to the window that they are typed in; those there are belong to none that is open."""
    unnamed = {"naming_convention": {"uq": "draft_%(column_0_N_name)s_key"}}  # as PostgreSQL names them by itself
    with op.batch_alter_table("draft", schema=None, **unnamed) as batch_op:
        if "typed_in" in one_of:
            batch_op.add_column(sa.Column("typed_in", sa.String(), nullable=False, server_default=""))
        batch_op.drop_constraint(f"draft_{old}_key", type_="unique")
        batch_op.create_unique_constraint("draft_" + "_".join(one_of) + "_key", list(one_of))
        if "typed_in" not in one_of:
            batch_op.drop_column("typed_in")


def _give_no_id_twice() -> None:
    """Make every table anew with AUTOINCREMENT, which SQLite cannot add, as sqlite.org/lang_altertable.html says.

    Foreign keys are not looked after meanwhile. Ids that undo still knows of count as given.
    """
    connection = op.get_bind()
    for name, made in connection.execute(sa.text(TABLES)).all():
        indexes = [row[0] for row in connection.execute(sa.text(INDEXES), {"name": name})]
        columns = made[made.index("(") :].replace(
            "id INTEGER NOT NULL", "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", 1
        )
        columns = re.sub(r",\s*PRIMARY KEY \(id\)", "", columns)
        for statement in (
            f"CREATE TABLE remade {columns}", f'INSERT INTO remade SELECT * FROM "{name}"',  # noqa: S608 - the schema's own names
            f'DROP TABLE "{name}"', f'ALTER TABLE remade RENAME TO "{name}"', *indexes,
        ):  # fmt: skip
            connection.exec_driver_sql(statement)
    for name, number in connection.execute(sa.text(REMEMBERED)).all():
        given = {"name": name, "id": number}
        connection.execute(sa.text("UPDATE sqlite_sequence SET seq = MAX(seq, :id) WHERE name = :name"), given)
        connection.execute(
            sa.text(
                "INSERT INTO sqlite_sequence (name, seq) SELECT :name, :id"
                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)"
            ),
            given,
        )


def _rulings() -> None:
    op.create_table(
        "action_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("lead_agency_id", sa.Integer(), nullable=True),
        sa.Column("assists", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("doc_no", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_item_id"], ["action_item.id"]),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"]),
        sa.ForeignKeyConstraint(["lead_agency_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["action_item.id"]),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("action_item_id", "position"),
    )
    op.create_index("ix_action_ruling_session", "action_ruling", ["session_id", "action_item_id"])


def _rounds() -> None:
    op.create_table(
        "action_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.String(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id"),
    )
    op.create_table(
        "action_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("action_item_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["action_round.id"]),
        sa.ForeignKeyConstraint(["action_item_id"], ["action_item.id"]),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "action_item_id", "agency_id"),
    )
    op.create_index("ix_action_request_item", "action_request", ["action_item_id"])
    op.create_index("ix_action_request_agency", "action_request", ["agency_id", "round_id"])


def _reports() -> None:
    op.create_table(
        "action_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_item_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("proposed_due", sa.String(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("lateness", sa.String(), nullable=False),
        sa.Column("worksheet", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_item_id"], ["action_item.id"]),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["action_round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_action_report_item", "action_report", ["action_item_id", "agency_id", "id"])
    op.create_index("ix_action_report_round", "action_report", ["round_id"])


def downgrade() -> None:
    op.execute("DELETE FROM draft WHERE id NOT IN (SELECT MAX(id) FROM draft GROUP BY who, object)")
    _drafts("who_object_typed_in", "who", "object")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index("ix_session_overtaken")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_column("written_on")
    for name in ("action_report", "action_request", "action_round", "action_ruling"):
        op.drop_table(name)
    with op.batch_alter_table("action_item", schema=None) as batch_op:
        batch_op.drop_index("ix_action_item_merged_into_id")
        batch_op.drop_index("ix_action_item_came_from_id")
        for name in ("ruled_in", "merged_into_id", "came_from_id"):
            batch_op.drop_constraint(f"fk_action_item_{name.removesuffix('_id')}", type_="foreignkey")
            batch_op.drop_column(name)
        for name in ("labels", *TEXTS):
            batch_op.drop_column(name)
