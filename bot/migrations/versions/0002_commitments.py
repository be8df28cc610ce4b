"""Commitments, finished tasks, their history, deliveries, link codes; and what more is known of people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _widen_people()
    _create_commitments()
    _create_tasks_done()
    _create_changes()
    _create_deliveries()
    _create_link_codes()


def _widen_people() -> None:
    with op.batch_alter_table("people") as people:
        people.alter_column("hours_per_week", existing_type=sa.Integer(), type_=sa.Double())
        people.add_column(sa.Column("from_role", sa.Text()))
        people.add_column(sa.Column("to_role", sa.Text()))
        for name, kind, default in (
            ("working_days", sa.JSON(), "[0, 1, 2, 3, 4]"),
            ("quiet_from", sa.Time(), "21:00:00.000000"),
            ("quiet_until", sa.Time(), "08:00:00.000000"),
            ("holidays", sa.JSON(), "[]"),
            ("reminders_on", sa.Boolean(), sa.true()),
            ("nudges_per_day", sa.Integer(), "3"),
        ):
            people.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table("people") as people:  # the defaults were for the rows that were there
        for name, kind in (
            ("working_days", sa.JSON()),
            ("quiet_from", sa.Time()),
            ("quiet_until", sa.Time()),
            ("holidays", sa.JSON()),
            ("reminders_on", sa.Boolean()),
            ("nudges_per_day", sa.Integer()),
        ):
            people.alter_column(name, existing_type=kind, server_default=None)


def _create_commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("commitment_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("due_time", sa.Time()),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("if_then", sa.Text()),
        sa.Column("pathway_id", sa.Text()),
        sa.Column("task_id", sa.String(64)),
        sa.Column("chunk_id", sa.Text()),
        sa.Column("evidence_url", sa.Text()),
        sa.Column("recurrence", sa.JSON()),
        sa.Column("series_id", sa.String(32)),
        sa.Column("snoozed_until", sa.DateTime(timezone=True)),
        sa.Column("missed_before", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.String(255)),
        sa.Column("created_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("commitment_id", name="pk_commitments"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_commitments_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_commitments_person_id_status_due_on", "commitments", ["person_id", "status", "due_on"]
    )


def _create_tasks_done() -> None:
    op.create_table(
        "tasks_done",
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("pathway_id", sa.String(255), nullable=False),
        sa.Column("task_id", sa.String(64), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence_url", sa.Text()),
        sa.PrimaryKeyConstraint("person_id", "pathway_id", "task_id", name="pk_tasks_done"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_tasks_done_person_id", ondelete="CASCADE"
        ),
    )


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("change_id", sa.String(32), nullable=False),
        sa.Column("batch_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("why", sa.Text()),
        sa.Column("undoes", sa.String(32)),
        sa.PrimaryKeyConstraint("change_id", name="pk_changes"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_changes_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("undoes", name="uq_changes_undoes"),
    )
    op.create_index("ix_changes_person_id_change_id", "changes", ["person_id", "change_id"])
    op.create_index("ix_changes_subject_id_change_id", "changes", ["subject_id", "change_id"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("delivery_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("commitment_id", sa.String(32)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("message_id", sa.String(64)),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_deliveries_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.commitment_id"],
            name="fk_deliveries_commitment_id",
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
    )
    op.create_index("ix_deliveries_commitment_id", "deliveries", ["commitment_id"])
    op.create_index("ix_deliveries_status_due_at", "deliveries", ["status", "due_at"])
    op.create_index("ix_deliveries_person_id_sent_at", "deliveries", ["person_id", "sent_at"])


def _create_link_codes() -> None:
    op.create_table(
        "link_codes",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_link_codes"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.person_id"], name="fk_link_codes_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_link_codes_person_id", "link_codes", ["person_id"])
