"""People, the identities that channels know them by, their threads and turns."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("display_name", sa.Text()),
        sa.Column("timezone", sa.String(64)),
        sa.Column("pathway_id", sa.Text()),
        sa.Column("hours_per_week", sa.Integer()),
        sa.Column("started_on", sa.Date()),
        sa.Column("known_skills", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_people"),
    )
    op.create_table(
        "identities",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("external_id", sa.String(255), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("channel", "external_id", name="pk_identities"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_identities_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])
    op.create_table(
        "threads",
        sa.Column("thread_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("pathway_id", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("thread_id", name="pk_threads"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_threads_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_threads_person_id_updated_at", "threads", ["person_id", "updated_at"])
    op.create_table(
        "turns",
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("thread_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("abstained", sa.Boolean(), nullable=False),
        sa.Column("composer", sa.String(16), nullable=False),
        sa.Column("model", sa.Text()),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("turn_id", name="pk_turns"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.thread_id"], name="fk_turns_thread_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("thread_id", "position", name="uq_turns_thread_id_position"),
    )
