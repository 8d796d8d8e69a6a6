"""first tables.

The previous release's code may still be running while this is applied: add first, remove in a later release.
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("slug", name=op.f("uq_campaign_slug")),
    )
    op.create_table(
        "job",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("began_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("succeeded_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("progress_done", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=400), nullable=True),
        sa.Column("error", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job")),
    )
    op.create_table(
        "legal_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=True),
        sa.Column("counting", sa.String(length=10), nullable=False),
        sa.Column("rolls", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("article", sa.String(length=120), nullable=True),
        sa.Column("url", sa.String(length=400), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_period")),
        sa.UniqueConstraint("key", name=op.f("uq_legal_period_key")),
    )
    op.create_table(
        "mail_address",
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("paused_at", UtcDateTime(), nullable=True),
        sa.Column("last_error", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_mail_address")),
    )
    op.create_table(
        "mail_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.Column("refuses_us", sa.Boolean(), nullable=False),
        sa.Column("last_error", sa.String(length=400), nullable=True),
        sa.Column("failed_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_line")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("gender", sa.String(length=10), nullable=False),
        sa.Column("born_edtf", sa.String(length=80), nullable=True),
        sa.Column("born_first", sa.Date(), nullable=True),
        sa.Column("born_last", sa.Date(), nullable=True),
        sa.Column("born_note", sa.String(length=400), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("also", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("address", sa.String(length=1000), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["within_id"], ["place.id"], name=op.f("fk_place_within_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
    )
    op.create_table(
        "seed_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("wrote", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seed_mark")),
        sa.UniqueConstraint("origin", "noun", "row_id", name=op.f("uq_seed_mark_origin")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_subject"), ["subject"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=True),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("published_edtf", sa.String(length=80), nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("published_inferred", sa.Boolean(), nullable=False),
        sa.Column("published_note", sa.String(length=1000), nullable=True),
        sa.Column("written_edtf", sa.String(length=80), nullable=True),
        sa.Column("written_first", sa.Date(), nullable=True),
        sa.Column("written_last", sa.Date(), nullable=True),
        sa.Column("written_note", sa.String(length=1000), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("container_id", sa.Integer(), nullable=True),
        sa.Column("reliability", sa.String(length=1), nullable=True),
        sa.Column("cited_only", sa.Boolean(), nullable=False),
        sa.Column("file", sa.String(length=40), nullable=True),
        sa.Column("begins", sa.String(length=200), nullable=True),
        sa.Column("ends", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.ForeignKeyConstraint(["container_id"], ["source.id"], name=op.f("fk_source_container_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("email", name=op.f("uq_volunteer_email")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.Column("public_interest", sa.String(length=1000), nullable=True),
        sa.Column("open_question", sa.String(length=1000), nullable=True),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("opened_edtf", sa.String(length=80), nullable=True),
        sa.Column("opened_first", sa.Date(), nullable=True),
        sa.Column("opened_last", sa.Date(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(length=1000), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(length=24), nullable=False),
        sa.Column("standing_entry_id", sa.Integer(), nullable=True),
        sa.Column("standing_edtf", sa.String(length=80), nullable=True),
        sa.Column("standing_first", sa.Date(), nullable=True),
        sa.Column("standing_last", sa.Date(), nullable=True),
        sa.Column("news_on", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_case_campaign_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["case.id"], name=op.f("fk_case_merged_into_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("key", name=op.f("uq_case_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_reference")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index("ix_case_campaign_id_news_on", ["campaign_id", "news_on", "id"], unique=False)
        batch_op.create_index("ix_case_campaign_id_next_due", ["campaign_id", "next_due", "id"], unique=False)
        batch_op.create_index("ix_case_campaign_id_standing", ["campaign_id", "standing", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_person_id"), ["person_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field_group", sa.String(length=20), nullable=False),
        sa.Column("use", sa.String(length=12), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("given_by", sa.String(length=200), nullable=True),
        sa.Column("given_how", sa.String(length=200), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("key", name=op.f("uq_consent_key")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_person_id"), ["person_id"], unique=False)

    op.create_table(
        "digest_detail_allowed",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("allowed_by_id", sa.Integer(), nullable=False),
        sa.Column("allowed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allowed_by_id"], ["volunteer.id"], name=op.f("fk_digest_detail_allowed_allowed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_digest_detail_allowed_campaign_id")
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_digest_detail_allowed")),
    )
    op.create_table(
        "digest_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("need_count", sa.Integer(), nullable=False),
        sa.Column("moved_count", sa.Integer(), nullable=False),
        sa.Column("rests_on", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_digest_issue_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_issue")),
        sa.UniqueConstraint("key", name=op.f("uq_digest_issue_key")),
    )
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_issue_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "digest_subscription",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=True),
        sa.Column("detailed", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("confirmed_address", sa.String(length=254), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_digest_subscription_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("volunteer_id", name=op.f("pk_digest_subscription")),
    )
    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("also", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=1000), nullable=True),
        sa.Column("mail_rules", sa.String(length=2000), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_facility_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("key", name=op.f("uq_facility_key")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("makes_admin", sa.Boolean(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_invitation_campaign_id")),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["volunteer.id"], name=op.f("fk_invitation_invited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "kind_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=20000), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_kind_words_campaign_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["volunteer.id"], name=op.f("fk_kind_words_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_words")),
    )
    with op.batch_alter_table("kind_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kind_words_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kind_words_slug"), ["slug"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_membership_campaign_id")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_membership_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("volunteer_id", "campaign_id", name=op.f("uq_membership_volunteer_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=10), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["volunteer.id"], name=op.f("fk_merge_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_into_id"), ["into_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("also", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_organisation_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_key")),
    )
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("envelope_from", sa.String(length=254), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=True),
        sa.Column("digest_of_message", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("unsure_count", sa.Integer(), nullable=False),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("last_error", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_outgoing_mail_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outgoing_mail_dedupe_key")),
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mail_owner"), ["owner"], unique=False)
        batch_op.create_index("ix_outgoing_mail_state_next_try_at", ["state", "next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_mail_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "person_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("certainty", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_person_link_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_link_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_link")),
        sa.UniqueConstraint("key", name=op.f("uq_person_link_key")),
    )
    with op.batch_alter_table("person_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_link_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "person_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("script", sa.String(length=4), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_name_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
        sa.UniqueConstraint("key", name=op.f("uq_person_name_key")),
    )
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_name_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_sign_in_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "source_derivation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["source.id"], name=op.f("fk_source_derivation_from_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_derivation_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_derivation")),
    )
    with op.batch_alter_table("source_derivation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_derivation_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_derivation_source_id"), ["source_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_submission_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_submission_key_hash")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_at"), ["at"], unique=False)

    op.create_table(
        "addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("name_line", sa.String(length=200), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=1000), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("also_email", sa.String(length=600), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("salutation", sa.String(length=200), nullable=True),
        sa.Column("closing", sa.String(length=200), nullable=True),
        sa.Column("copies_to", sa.String(length=1000), nullable=True),
        sa.Column("missing", sa.String(length=200), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_addressee_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_addressee_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
        sa.UniqueConstraint("slug", name=op.f("uq_addressee_slug")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("feed_case_id", sa.Integer(), nullable=True),
        sa.Column("says_what", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["feed_case_id"], ["case.id"], name=op.f("fk_calendar_feed_feed_case_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_calendar_feed_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_feed_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "case_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_member_case_id")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_case_member_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_member")),
        sa.UniqueConstraint("case_id", "volunteer_id", name=op.f("uq_case_member_case_id")),
    )
    with op.batch_alter_table("case_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_member_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_member_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "change",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("diff", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["volunteer.id"], name=op.f("fk_change_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_change_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_case_id_id", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_change_noun_row_id", ["noun", "row_id"], unique=False)

    op.create_table(
        "demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("by_kind", sa.String(length=20), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("on_note", sa.String(length=1000), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_demand_campaign_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_demand_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_demand_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand")),
        sa.UniqueConstraint("key", name=op.f("uq_demand_key")),
    )
    with op.batch_alter_table("demand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "digest_follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "campaign_id IS NOT NULL OR case_id IS NOT NULL OR kind IS NOT NULL",
            name=op.f("ck_digest_follow_something"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_digest_follow_campaign_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_digest_follow_case_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_digest_follow_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_follow")),
        sa.UniqueConstraint(
            "volunteer_id", "campaign_id", "case_id", "kind", name=op.f("uq_digest_follow_volunteer_id")
        ),
    )
    with op.batch_alter_table("digest_follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_follow_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_digest_follow_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("on_note", sa.String(length=1000), nullable=True),
        sa.Column("until_edtf", sa.String(length=80), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("until_note", sa.String(length=1000), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_incident_campaign_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_incident_facility_id")),
        sa.ForeignKeyConstraint(["part_of_id"], ["incident.id"], name=op.f("fk_incident_part_of_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_incident_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("key", name=op.f("uq_incident_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_incident_reference")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "minder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_minder_case_id")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_minder_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minder")),
        sa.UniqueConstraint("case_id", "volunteer_id", name=op.f("uq_minder_case_id")),
    )
    with op.batch_alter_table("minder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minder_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_minder_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "person_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("since_edtf", sa.String(length=80), nullable=True),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("until_edtf", sa.String(length=80), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_role_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_role_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
        sa.UniqueConstraint("key", name=op.f("uq_person_role_key")),
    )
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_role_person_id"), ["person_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("rests_on", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("arithmetic", sa.JSON(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("due_last", sa.Date(), nullable=False),
        sa.Column("derived", sa.Date(), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=True),
        sa.Column("href", sa.String(length=200), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("snooze_reason", sa.String(length=400), nullable=True),
        sa.Column("snoozes", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("offered_to_id", sa.Integer(), nullable=True),
        sa.Column("offered_by_id", sa.Integer(), nullable=True),
        sa.Column("offered_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("found", sa.String(length=4000), nullable=True),
        sa.Column("dropped_at", UtcDateTime(), nullable=True),
        sa.Column("dropped_why", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_review_campaign_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_review_case_id")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["volunteer.id"], name=op.f("fk_review_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["volunteer.id"], name=op.f("fk_review_done_by_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["volunteer.id"], name=op.f("fk_review_holder_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["volunteer.id"], name=op.f("fk_review_made_by_id")),
        sa.ForeignKeyConstraint(["offered_by_id"], ["volunteer.id"], name=op.f("fk_review_offered_by_id")),
        sa.ForeignKeyConstraint(["offered_to_id"], ["volunteer.id"], name=op.f("fk_review_offered_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            "ix_review_campaign_id_due",
            ["campaign_id", "due", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
        )
        batch_op.create_index(
            "ix_review_campaign_id_urgency",
            ["campaign_id", "urgency", "due", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
        )
        batch_op.create_index("ix_review_case_id_due", ["case_id", "due"], unique=False)
        batch_op.create_index("ix_review_done_by_id_done_at", ["done_by_id", "done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_offered_by_id"), ["offered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_offered_to_id"), ["offered_to_id"], unique=False)
        batch_op.create_index(
            "uq_review_open",
            ["campaign_id", "rule", "subject"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL AND rule <> 'by-hand'"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL AND rule <> 'by-hand'"),
        )

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=True),
        sa.Column("asks", sa.String(length=1000), nullable=True),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("on_note", sa.String(length=1000), nullable=True),
        sa.Column("ended_edtf", sa.String(length=80), nullable=True),
        sa.Column("ended_first", sa.Date(), nullable=True),
        sa.Column("ended_last", sa.Date(), nullable=True),
        sa.Column("time", sa.String(length=5), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("proposed_until", sa.Date(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("place_text", sa.String(length=300), nullable=True),
        sa.Column("target", sa.String(length=300), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("organiser", sa.String(length=300), nullable=True),
        sa.Column("languages", sa.String(length=200), nullable=True),
        sa.Column("asked_for_by", sa.String(length=300), nullable=True),
        sa.Column("updates_id", sa.Integer(), nullable=True),
        sa.Column("what_changed", sa.String(length=1000), nullable=True),
        sa.Column("suggested_message", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("report", sa.String(length=2000), nullable=True),
        sa.Column("live_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("stopped_reason", sa.String(length=400), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressee.id"], name=op.f("fk_action_addressee_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_action_campaign_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_action_facility_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["volunteer.id"], name=op.f("fk_action_made_by_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_action_place_id")),
        sa.ForeignKeyConstraint(["updates_id"], ["action.id"], name=op.f("fk_action_updates_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("key", name=op.f("uq_action_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_action_reference")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index("ix_action_campaign_id_on_last", ["campaign_id", "on_last", "id"], unique=False)
        batch_op.create_index("ix_action_campaign_id_state", ["campaign_id", "state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_updates_id"), ["updates_id"], unique=False)

    op.create_table(
        "demand_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_demand_link_case_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_demand_link_demand_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_demand_link_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_link")),
    )
    with op.batch_alter_table("demand_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_link_demand_id"), ["demand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_link_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("on_note", sa.String(length=1000), nullable=True),
        sa.Column("as_of_edtf", sa.String(length=80), nullable=True),
        sa.Column("as_of_first", sa.Date(), nullable=True),
        sa.Column("as_of_last", sa.Date(), nullable=True),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("place_text", sa.String(length=200), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("removed_reason", sa.String(length=1000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_entry_case_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_entry_facility_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_entry_incident_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_entry_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_entry_key")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_case_id_on_first", ["case_id", "on_first", "id"], unique=False)
        batch_op.create_index("ix_entry_edited_at", ["edited_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index("ix_entry_kind_on_first", ["kind", "on_first"], unique=False)

    op.create_table(
        "incident_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("on_note", sa.String(length=1000), nullable=True),
        sa.Column("until_edtf", sa.String(length=80), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("as_of_edtf", sa.String(length=80), nullable=True),
        sa.Column("as_of_first", sa.Date(), nullable=True),
        sa.Column("as_of_last", sa.Date(), nullable=True),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_incident_fact_facility_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_fact_incident_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_incident_fact_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_fact")),
        sa.UniqueConstraint("key", name=op.f("uq_incident_fact_key")),
    )
    with op.batch_alter_table("incident_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_fact_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "incident_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("told_in_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=300), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_group_incident_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["incident_group.id"], name=op.f("fk_incident_group_parent_id")
        ),
        sa.ForeignKeyConstraint(["told_in_id"], ["incident.id"], name=op.f("fk_incident_group_told_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_group")),
        sa.UniqueConstraint("key", name=op.f("uq_incident_group_key")),
    )
    with op.batch_alter_table("incident_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_group_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "incident_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=400), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("count_qualifier", sa.String(length=20), nullable=True),
        sa.Column("part", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_incident_member_case_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_member_incident_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_incident_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_member")),
        sa.UniqueConstraint("key", name=op.f("uq_incident_member_key")),
    )
    with op.batch_alter_table("incident_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_member_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_member_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "action_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_link_action_id")),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressee.id"], name=op.f("fk_action_link_addressee_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_action_link_case_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_action_link_facility_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_action_link_incident_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_link_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_link_person_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_action_link_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_link")),
        sa.UniqueConstraint("action_id", "case_id", "incident_id", name=op.f("uq_action_link_action_id")),
    )
    with op.batch_alter_table("action_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_link_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_link_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(
            "uq_action_link_for_case",
            ["action_id", "case_id"],
            unique=True,
            sqlite_where=sa.text("part = 'for'"),
            postgresql_where=sa.text("part = 'for'"),
        )
        batch_op.create_index(
            "uq_action_link_for_incident",
            ["action_id", "incident_id"],
            unique=True,
            sqlite_where=sa.text("part = 'for'"),
            postgresql_where=sa.text("part = 'for'"),
        )

    op.create_table(
        "charge",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(length=120), nullable=True),
        sa.Column("wording", sa.String(length=400), nullable=True),
        sa.Column("normalised", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_on_edtf", sa.String(length=80), nullable=True),
        sa.Column("outcome_on_first", sa.Date(), nullable=True),
        sa.Column("outcome_on_last", sa.Date(), nullable=True),
        sa.Column("maximum", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_charge_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_charge")),
    )
    op.create_table(
        "contact",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=True),
        sa.Column("refused", sa.String(length=10), nullable=True),
        sa.Column("refused_by", sa.String(length=200), nullable=True),
        sa.Column("result", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_contact_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "court_appeal",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("lodged_edtf", sa.String(length=80), nullable=True),
        sa.Column("lodged_first", sa.Date(), nullable=True),
        sa.Column("lodged_last", sa.Date(), nullable=True),
        sa.Column("deadline_edtf", sa.String(length=80), nullable=True),
        sa.Column("deadline_first", sa.Date(), nullable=True),
        sa.Column("deadline_last", sa.Date(), nullable=True),
        sa.Column("decided_edtf", sa.String(length=80), nullable=True),
        sa.Column("decided_first", sa.Date(), nullable=True),
        sa.Column("decided_last", sa.Date(), nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("judge", sa.String(length=200), nullable=True),
        sa.Column("grounds", sa.String(length=2000), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("resulting_sentence_id", sa.Integer(), nullable=True),
        sa.Column("present", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_court_appeal_entry_id")),
        sa.ForeignKeyConstraint(
            ["resulting_sentence_id"], ["entry.id"], name=op.f("fk_court_appeal_resulting_sentence_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_court_appeal")),
    )
    op.create_table(
        "custody",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=30), nullable=True),
        sa.Column("by_whom", sa.String(length=200), nullable=True),
        sa.Column("until_edtf", sa.String(length=80), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("ordered_until_edtf", sa.String(length=80), nullable=True),
        sa.Column("ordered_until_first", sa.Date(), nullable=True),
        sa.Column("ordered_until_last", sa.Date(), nullable=True),
        sa.Column("length", sa.String(length=20), nullable=True),
        sa.Column("length_min", sa.String(length=20), nullable=True),
        sa.Column("length_max", sa.String(length=20), nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("lawyer", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_custody_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_custody")),
    )
    op.create_table(
        "death",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("cause_reported", sa.String(length=400), nullable=True),
        sa.Column("cause_recorded", sa.String(length=400), nullable=True),
        sa.Column("in_custody", sa.String(length=10), nullable=True),
        sa.Column("circumstances", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_death_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_death")),
    )
    op.create_table(
        "donation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("donor", sa.String(length=200), nullable=True),
        sa.Column("amount", sa.String(length=30), nullable=True),
        sa.Column("qualifier", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("on_edtf", sa.String(length=80), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_donation_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donation")),
        sa.UniqueConstraint("key", name=op.f("uq_donation_key")),
    )
    with op.batch_alter_table("donation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_donation_action_id"), ["action_id"], unique=False)

    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("value_min", sa.Integer(), nullable=True),
        sa.Column("value_max", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=True),
        sa.Column("claimant", sa.String(length=300), nullable=True),
        sa.Column("as_of_edtf", sa.String(length=80), nullable=True),
        sa.Column("as_of_first", sa.Date(), nullable=True),
        sa.Column("as_of_last", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_figure_action_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_figure_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("key", name=op.f("uq_figure_key")),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "fund",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=True),
        sa.Column("purpose", sa.String(length=1000), nullable=True),
        sa.Column("how", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_fund_action_id")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_fund")),
    )
    op.create_table(
        "gathering",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("ends_time", sa.String(length=5), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("wheelchair", sa.String(length=10), nullable=True),
        sa.Column("reach", sa.String(length=400), nullable=True),
        sa.Column("bring", sa.String(length=1000), nullable=True),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.Column("handed_to", sa.String(length=300), nullable=True),
        sa.Column("captions", sa.String(length=2000), nullable=True),
        sa.Column("went", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_gathering_action_id")),
        sa.ForeignKeyConstraint(["day_id"], ["action.id"], name=op.f("fk_gathering_day_id")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_gathering")),
    )
    with op.batch_alter_table("gathering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gathering_country"), ["country"], unique=False)
        batch_op.create_index(batch_op.f("ix_gathering_day_id"), ["day_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_group_member_case_id")),
        sa.ForeignKeyConstraint(["group_id"], ["incident_group.id"], name=op.f("fk_group_member_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("group_id", "case_id", name=op.f("uq_group_member_group_id")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_member_group_id"), ["group_id"], unique=False)

    op.create_table(
        "health_alert",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=400), nullable=True),
        sa.Column("severity", sa.String(length=20), nullable=True),
        sa.Column("care_asked", sa.String(length=400), nullable=True),
        sa.Column("care_asked_on_edtf", sa.String(length=80), nullable=True),
        sa.Column("care_asked_on_first", sa.Date(), nullable=True),
        sa.Column("care_asked_on_last", sa.Date(), nullable=True),
        sa.Column("care_refused", sa.String(length=10), nullable=True),
        sa.Column("refused_by", sa.String(length=200), nullable=True),
        sa.Column("next_look", sa.Date(), nullable=True),
        sa.Column("resolved_edtf", sa.String(length=80), nullable=True),
        sa.Column("resolved_first", sa.Date(), nullable=True),
        sa.Column("resolved_last", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_health_alert_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_health_alert")),
    )
    op.create_table(
        "hearing",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("time", sa.String(length=5), nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("judge", sa.String(length=200), nullable=True),
        sa.Column("openness", sa.String(length=10), nullable=True),
        sa.Column("until_edtf", sa.String(length=80), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_hearing_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_hearing")),
    )
    op.create_table(
        "ill_treatment",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=1000), nullable=True),
        sa.Column("alleged_actor", sa.String(length=300), nullable=True),
        sa.Column("during", sa.String(length=20), nullable=True),
        sa.Column("raised_in_court", sa.String(length=10), nullable=True),
        sa.Column("investigated", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_ill_treatment_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_ill_treatment")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=20000), nullable=False),
        sa.Column("own_line", sa.String(length=300), nullable=True),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=True),
        sa.Column("look_again", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_letter_action_id")),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressee.id"], name=op.f("fk_letter_addressee_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_letter_campaign_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_letter_case_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_letter_facility_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["volunteer.id"], name=op.f("fk_letter_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_facility_id"), ["facility_id"], unique=False)

    op.create_table(
        "petition",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=4000), nullable=True),
        sa.Column("hand_in", sa.Date(), nullable=True),
        sa.Column("hand_to", sa.String(length=300), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_petition_action_id")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_petition")),
    )
    op.create_table(
        "release",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=True),
        sa.Column("conditions", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_release_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_release")),
    )
    op.create_table(
        "sentence",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=30), nullable=True),
        sa.Column("length", sa.String(length=20), nullable=True),
        sa.Column("length_min", sa.String(length=20), nullable=True),
        sa.Column("length_max", sa.String(length=20), nullable=True),
        sa.Column("statutory_maximum", sa.String(length=20), nullable=True),
        sa.Column("regime", sa.String(length=120), nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("judge", sa.String(length=200), nullable=True),
        sa.Column("starts_edtf", sa.String(length=80), nullable=True),
        sa.Column("starts_first", sa.Date(), nullable=True),
        sa.Column("starts_last", sa.Date(), nullable=True),
        sa.Column("credited_days", sa.Integer(), nullable=True),
        sa.Column("credit_note", sa.String(length=400), nullable=True),
        sa.Column("amount", sa.String(length=20), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("charge_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["charge_id"], ["entry.id"], name=op.f("fk_sentence_charge_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_sentence_entry_id")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["entry.id"], name=op.f("fk_sentence_supersedes_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_sentence")),
    )
    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_tally_not_negative")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_tally_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint(
            "action_id", "what", "channel", "country", "month", name=op.f("uq_tally_action_id")
        ),
    )
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tally_action_id"), ["action_id"], unique=False)

    op.create_table(
        "threat",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=1000), nullable=True),
        sa.Column("by_whom", sa.String(length=300), nullable=True),
        sa.Column("threatened_charge", sa.String(length=400), nullable=True),
        sa.Column("maximum", sa.String(length=20), nullable=True),
        sa.Column("target", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_threat_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_threat")),
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_approval_action_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["volunteer.id"], name=op.f("fk_approval_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_approval_case_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["volunteer.id"], name=op.f("fk_approval_decided_by_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_approval_entry_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_approval_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=True),
        sa.Column("claimant", sa.String(length=300), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("value", sa.String(length=400), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("figure_id", sa.Integer(), nullable=True),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("demand_id", sa.Integer(), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("donation_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("cited_source_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN entry_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN name_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN role_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN link_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN incident_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN member_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN group_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN action_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN demand_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN addressee_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN donation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN consent_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN facility_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fact_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN cited_source_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_citation_one_fact"),
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_citation_action_id")),
        sa.ForeignKeyConstraint(["addressee_id"], ["addressee.id"], name=op.f("fk_citation_addressee_id")),
        sa.ForeignKeyConstraint(["cited_source_id"], ["source.id"], name=op.f("fk_citation_cited_source_id")),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_citation_consent_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_citation_demand_id")),
        sa.ForeignKeyConstraint(["donation_id"], ["donation.id"], name=op.f("fk_citation_donation_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_citation_entry_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_citation_facility_id")),
        sa.ForeignKeyConstraint(["fact_id"], ["incident_fact.id"], name=op.f("fk_citation_fact_id")),
        sa.ForeignKeyConstraint(["figure_id"], ["figure.id"], name=op.f("fk_citation_figure_id")),
        sa.ForeignKeyConstraint(["group_id"], ["incident_group.id"], name=op.f("fk_citation_group_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_citation_incident_id")),
        sa.ForeignKeyConstraint(["link_id"], ["person_link.id"], name=op.f("fk_citation_link_id")),
        sa.ForeignKeyConstraint(["member_id"], ["incident_member.id"], name=op.f("fk_citation_member_id")),
        sa.ForeignKeyConstraint(["name_id"], ["person_name.id"], name=op.f("fk_citation_name_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_citation_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_citation_person_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_citation_place_id")),
        sa.ForeignKeyConstraint(["role_id"], ["person_role.id"], name=op.f("fk_citation_role_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_citation_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_cited_source_id"), ["cited_source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_consent_id"), ["consent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_demand_id"), ["demand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_donation_id"), ["donation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_facility_id"), ["facility_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_fact_id"), ["fact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_figure_id"), ["figure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_name_id"), ["name_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_role_id"), ["role_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_source_id"), ["source_id"], unique=False)

    op.create_table(
        "letter_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_letter_case_case_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_case_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_case")),
        sa.UniqueConstraint("letter_id", "case_id", name=op.f("uq_letter_case_letter_id")),
    )
    with op.batch_alter_table("letter_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_case_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_case_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "letter_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_sending_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sending")),
        sa.UniqueConstraint(
            "letter_id", "channel", "country", "month", name=op.f("uq_letter_sending_letter_id")
        ),
    )
    with op.batch_alter_table("letter_sending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_sending_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "conflict_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_conflict_choice_action_id")),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name=op.f("fk_conflict_choice_citation_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_conflict_choice_entry_id")),
        sa.ForeignKeyConstraint(["fact_id"], ["incident_fact.id"], name=op.f("fk_conflict_choice_fact_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_conflict_choice_incident_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conflict_choice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_choice")),
        sa.UniqueConstraint("entry_id", "person_id", "field", name=op.f("uq_conflict_choice_entry_id")),
    )
    with op.batch_alter_table("conflict_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_choice_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_choice_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_choice_fact_id"), ["fact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_choice_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_choice_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Back to the older schema."""
    with op.batch_alter_table("conflict_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_choice_person_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_choice_incident_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_choice_fact_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_choice_entry_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_choice_action_id"))

    op.drop_table("conflict_choice")
    with op.batch_alter_table("letter_sending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_sending_letter_id"))

    op.drop_table("letter_sending")
    with op.batch_alter_table("letter_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_case_letter_id"))
        batch_op.drop_index(batch_op.f("ix_letter_case_case_id"))

    op.drop_table("letter_case")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_source_id"))
        batch_op.drop_index(batch_op.f("ix_citation_role_id"))
        batch_op.drop_index(batch_op.f("ix_citation_place_id"))
        batch_op.drop_index(batch_op.f("ix_citation_person_id"))
        batch_op.drop_index(batch_op.f("ix_citation_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_citation_name_id"))
        batch_op.drop_index(batch_op.f("ix_citation_member_id"))
        batch_op.drop_index(batch_op.f("ix_citation_link_id"))
        batch_op.drop_index(batch_op.f("ix_citation_incident_id"))
        batch_op.drop_index(batch_op.f("ix_citation_group_id"))
        batch_op.drop_index(batch_op.f("ix_citation_figure_id"))
        batch_op.drop_index(batch_op.f("ix_citation_fact_id"))
        batch_op.drop_index(batch_op.f("ix_citation_facility_id"))
        batch_op.drop_index(batch_op.f("ix_citation_entry_id"))
        batch_op.drop_index(batch_op.f("ix_citation_donation_id"))
        batch_op.drop_index(batch_op.f("ix_citation_demand_id"))
        batch_op.drop_index(batch_op.f("ix_citation_consent_id"))
        batch_op.drop_index(batch_op.f("ix_citation_cited_source_id"))
        batch_op.drop_index(batch_op.f("ix_citation_addressee_id"))
        batch_op.drop_index(batch_op.f("ix_citation_action_id"))

    op.drop_table("citation")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approval_letter_id"))
        batch_op.drop_index(batch_op.f("ix_approval_entry_id"))
        batch_op.drop_index(batch_op.f("ix_approval_case_id"))
        batch_op.drop_index(batch_op.f("ix_approval_action_id"))

    op.drop_table("approval")
    op.drop_table("threat")
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tally_action_id"))

    op.drop_table("tally")
    op.drop_table("sentence")
    op.drop_table("release")
    op.drop_table("petition")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_facility_id"))
        batch_op.drop_index(batch_op.f("ix_letter_case_id"))
        batch_op.drop_index(batch_op.f("ix_letter_campaign_id"))
        batch_op.drop_index(batch_op.f("ix_letter_addressee_id"))
        batch_op.drop_index(batch_op.f("ix_letter_action_id"))

    op.drop_table("letter")
    op.drop_table("ill_treatment")
    op.drop_table("hearing")
    op.drop_table("health_alert")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_member_group_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_case_id"))

    op.drop_table("group_member")
    with op.batch_alter_table("gathering", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gathering_day_id"))
        batch_op.drop_index(batch_op.f("ix_gathering_country"))

    op.drop_table("gathering")
    op.drop_table("fund")
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_incident_id"))
        batch_op.drop_index(batch_op.f("ix_figure_action_id"))

    op.drop_table("figure")
    with op.batch_alter_table("donation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_donation_action_id"))

    op.drop_table("donation")
    op.drop_table("death")
    op.drop_table("custody")
    op.drop_table("court_appeal")
    op.drop_table("contact")
    op.drop_table("charge")
    with op.batch_alter_table("action_link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_action_link_for_incident",
            sqlite_where=sa.text("part = 'for'"),
            postgresql_where=sa.text("part = 'for'"),
        )
        batch_op.drop_index(
            "uq_action_link_for_case",
            sqlite_where=sa.text("part = 'for'"),
            postgresql_where=sa.text("part = 'for'"),
        )
        batch_op.drop_index(batch_op.f("ix_action_link_incident_id"))
        batch_op.drop_index(batch_op.f("ix_action_link_case_id"))
        batch_op.drop_index(batch_op.f("ix_action_link_action_id"))

    op.drop_table("action_link")
    with op.batch_alter_table("incident_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_member_person_id"))
        batch_op.drop_index(batch_op.f("ix_incident_member_incident_id"))
        batch_op.drop_index(batch_op.f("ix_incident_member_case_id"))

    op.drop_table("incident_member")
    with op.batch_alter_table("incident_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_group_incident_id"))

    op.drop_table("incident_group")
    with op.batch_alter_table("incident_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_fact_incident_id"))

    op.drop_table("incident_fact")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_kind_on_first")
        batch_op.drop_index(batch_op.f("ix_entry_incident_id"))
        batch_op.drop_index("ix_entry_edited_at")
        batch_op.drop_index("ix_entry_case_id_on_first")

    op.drop_table("entry")
    with op.batch_alter_table("demand_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demand_link_incident_id"))
        batch_op.drop_index(batch_op.f("ix_demand_link_demand_id"))
        batch_op.drop_index(batch_op.f("ix_demand_link_case_id"))

    op.drop_table("demand_link")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_updates_id"))
        batch_op.drop_index("ix_action_campaign_id_state")
        batch_op.drop_index("ix_action_campaign_id_on_last")
        batch_op.drop_index(batch_op.f("ix_action_campaign_id"))

    op.drop_table("action")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_review_open",
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL AND rule <> 'by-hand'"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL AND rule <> 'by-hand'"),
        )
        batch_op.drop_index(batch_op.f("ix_review_offered_to_id"))
        batch_op.drop_index(batch_op.f("ix_review_offered_by_id"))
        batch_op.drop_index(batch_op.f("ix_review_holder_id"))
        batch_op.drop_index("ix_review_done_by_id_done_at")
        batch_op.drop_index("ix_review_case_id_due")
        batch_op.drop_index(
            "ix_review_campaign_id_urgency",
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_review_campaign_id_due",
            sqlite_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dropped_at IS NULL"),
        )

    op.drop_table("review")
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_role_person_id"))

    op.drop_table("person_role")
    with op.batch_alter_table("minder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minder_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_minder_case_id"))

    op.drop_table("minder")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_campaign_id"))

    op.drop_table("incident")
    with op.batch_alter_table("digest_follow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digest_follow_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_digest_follow_case_id"))

    op.drop_table("digest_follow")
    with op.batch_alter_table("demand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demand_campaign_id"))

    op.drop_table("demand")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_noun_row_id")
        batch_op.drop_index("ix_change_case_id_id")

    op.drop_table("change")
    with op.batch_alter_table("case_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_member_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_case_member_case_id"))

    op.drop_table("case_member")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_feed_volunteer_id"))

    op.drop_table("calendar_feed")
    op.drop_table("addressee")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_at"))

    op.drop_table("submission")
    with op.batch_alter_table("source_derivation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_derivation_source_id"))
        batch_op.drop_index(batch_op.f("ix_source_derivation_from_id"))

    op.drop_table("source_derivation")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_volunteer_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_person_id"))

    op.drop_table("person_name")
    with op.batch_alter_table("person_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_link_person_id"))
        batch_op.drop_index(batch_op.f("ix_person_link_other_id"))

    op.drop_table("person_link")
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_mail_volunteer_id"))
        batch_op.drop_index("ix_outgoing_mail_state_next_try_at")
        batch_op.drop_index(batch_op.f("ix_outgoing_mail_owner"))

    op.drop_table("outgoing_mail")
    op.drop_table("organisation")
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_into_id"))
        batch_op.drop_index(batch_op.f("ix_merge_from_id"))

    op.drop_table("merge")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_membership_campaign_id"))

    op.drop_table("membership")
    with op.batch_alter_table("kind_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kind_words_slug"))
        batch_op.drop_index(batch_op.f("ix_kind_words_campaign_id"))

    op.drop_table("kind_words")
    op.drop_table("invitation")
    op.drop_table("facility")
    op.drop_table("digest_subscription")
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_digest_issue_volunteer_id"))

    op.drop_table("digest_issue")
    op.drop_table("digest_detail_allowed")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_person_id"))

    op.drop_table("consent")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_person_id"))
        batch_op.drop_index("ix_case_campaign_id_standing")
        batch_op.drop_index("ix_case_campaign_id_next_due")
        batch_op.drop_index("ix_case_campaign_id_news_on")
        batch_op.drop_index(batch_op.f("ix_case_campaign_id"))

    op.drop_table("case")
    op.drop_table("volunteer")
    op.drop_table("source")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_subject"))
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_at"))

    op.drop_table("sign_in_attempt")
    op.drop_table("seed_mark")
    op.drop_table("place")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_merged_into_id"))

    op.drop_table("person")
    op.drop_table("mail_line")
    op.drop_table("mail_address")
    op.drop_table("legal_period")
    op.drop_table("job")
    op.drop_table("campaign")
