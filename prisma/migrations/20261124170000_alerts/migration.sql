CREATE TABLE "alert" (
    "id" BIGSERIAL NOT NULL,
    "dimension_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "stale_at" TIMESTAMPTZ(3),
    "missing_since" TIMESTAMPTZ(3),
    "calm_since" TIMESTAMPTZ(3),
    "opening_value" DOUBLE PRECISION NOT NULL,
    "opening_mean" DOUBLE PRECISION NOT NULL,
    "opening_ratio" DOUBLE PRECISION NOT NULL,
    "peak_ratio" DOUBLE PRECISION NOT NULL,
    "peak_at" TIMESTAMPTZ(3) NOT NULL,
    "closing_value" DOUBLE PRECISION,
    "closing_mean" DOUBLE PRECISION,
    "quality" SMALLINT NOT NULL,
    "venues_agreeing" SMALLINT NOT NULL,
    "venues_listing" SMALLINT NOT NULL,
    CONSTRAINT "alert_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_direction" CHECK ("direction" IN ('above', 'below'))
);
-- One episode at a time, stale ones too: a series that returns goes on with its own.
CREATE UNIQUE INDEX "alert_open_key" ON "alert" ("dimension_id", "metric", "direction", "threshold")
    WHERE "resolved_at" IS NULL;
-- Those that may open again as the same episode.
CREATE INDEX "alert_resolved_at_idx" ON "alert" ("resolved_at");
CREATE INDEX "alert_dimension_id_id_idx" ON "alert" ("dimension_id", "id");

CREATE TABLE "mute" (
    "subscriber_id" INTEGER NOT NULL,
    "dimension" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    CONSTRAINT "mute_pkey" PRIMARY KEY ("subscriber_id", "dimension"),
    CONSTRAINT "mute_subscriber_id_fkey" FOREIGN KEY ("subscriber_id")
        REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "notification" (
    "alert_id" BIGINT NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mailed_at" TIMESTAMPTZ(3),
    CONSTRAINT "notification_pkey" PRIMARY KEY ("alert_id", "subscriber_id", "kind"),
    CONSTRAINT "notification_kind" CHECK ("kind" IN ('begin', 'over')),
    CONSTRAINT "notification_alert_id_fkey" FOREIGN KEY ("alert_id")
        REFERENCES "alert" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "notification_subscriber_id_fkey" FOREIGN KEY ("subscriber_id")
        REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "notification_subscriber_id_idx" ON "notification" ("subscriber_id");
-- What waits for the digest of the day.
CREATE INDEX "notification_unmailed_idx" ON "notification" ("subscriber_id") WHERE "mailed_at" IS NULL;

CREATE TABLE "notified_base" (
    "subscriber_id" INTEGER NOT NULL,
    "base" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "over_at" TIMESTAMPTZ(3),
    CONSTRAINT "notified_base_pkey" PRIMARY KEY ("subscriber_id", "base"),
    CONSTRAINT "notified_base_subscriber_id_fkey" FOREIGN KEY ("subscriber_id")
        REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "alert_mail" (
    "subscriber_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "alert_mail_pkey" PRIMARY KEY ("subscriber_id", "at"),
    CONSTRAINT "alert_mail_kind" CHECK ("kind" IN ('alert', 'digest')),
    CONSTRAINT "alert_mail_subscriber_id_fkey" FOREIGN KEY ("subscriber_id")
        REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
