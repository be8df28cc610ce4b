"""Accepted messages, what people think of replies, the places of a channel; and more about identities."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("identities", sa.Column("address", sa.String(255)))
    op.add_column("identities", sa.Column("timezone", sa.String(64)))
    _create_inbox()
    _create_feedback()
    _create_spaces()


def _create_inbox() -> None:
    op.create_table(
        "inbox_keys",
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_inbox_keys"),
    )
    op.create_index("ix_inbox_keys_received_at", "inbox_keys", ["received_at"])
    op.create_table(
        "inbox",
        sa.Column("item_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("item_id", name="pk_inbox"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_inbox_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_inbox_status_lease_until", "inbox", ["status", "lease_until"])
    op.create_index("ix_inbox_person_id_received_at", "inbox", ["person_id", "received_at"])


def _create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("turn_id", "person_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["turns.turn_id"], name="fk_feedback_turn_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_feedback_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_feedback_person_id", "feedback", ["person_id"])


def _create_spaces() -> None:
    op.create_table(
        "spaces",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("space_id", sa.String(255), nullable=False),
        sa.Column("pathway_id", sa.Text()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "space_id", name="pk_spaces"),
    )
    op.create_table(
        "space_invitations",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("space_id", sa.String(255), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("channel", "space_id", "person_id", name="pk_space_invitations"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_space_invitations_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_space_invitations_person_id", "space_invitations", ["person_id"])
