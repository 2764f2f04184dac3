-- The levels of a series that somebody watches, whoever does. Bounded by what crosses, and never shown.
CREATE TABLE "watched_series" (
    "dimension_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "ranges" JSONB NOT NULL,
    "calm" DOUBLE PRECISION,
    "missing_since" TIMESTAMPTZ(3),
    "stale_at" TIMESTAMPTZ(3),
    CONSTRAINT "watched_series_pkey" PRIMARY KEY ("dimension_id", "metric", "direction"),
    CONSTRAINT "watched_series_direction" CHECK ("direction" IN ('above', 'below'))
);

-- A metric without a ratio cannot be beyond a level: watches that named a coin opened false public alerts on it.
DELETE FROM "alert" a USING "metric" m WHERE a.metric = m.name AND NOT m.has_ratio;

-- Each level that is open, or may open again within 30 min, becomes a range up to the next one. Open levels below an open
-- one are part of its ranges; the reach, which was not stored, ends just above the highest open level.
WITH last AS (
    SELECT max(slot) AS slot FROM "collection" WHERE closed_at IS NOT NULL
), live AS (
    SELECT a.* FROM "alert" a, last
    WHERE a.resolved_at IS NULL OR a.resolved_at >= last.slot - interval '30 min'
), newest AS (
    -- A level that ended and opened again later than 30 min after is two alerts: the last one counts.
    SELECT DISTINCT ON (dimension_id, metric, direction, threshold) * FROM live
    ORDER BY dimension_id, metric, direction, threshold, resolved_at DESC NULLS FIRST, id DESC
), reached AS (
    SELECT *, max(threshold) FILTER (WHERE resolved_at IS NULL) OVER series AS open_to
    FROM newest WINDOW series AS (PARTITION BY dimension_id, metric, direction)
), levels AS (
    SELECT *, lag(threshold) OVER ascending AS lower, lead(threshold) OVER ascending AS upper,
        -- Of levels that closed, a higher one closed first.
        max(resolved_at) OVER (PARTITION BY dimension_id, metric, direction ORDER BY threshold DESC) AS closed_at
    FROM reached WHERE resolved_at IS NULL OR open_to IS NULL OR threshold > open_to
    WINDOW ascending AS (PARTITION BY dimension_id, metric, direction ORDER BY threshold)
)
INSERT INTO "watched_series" (dimension_id, metric, direction, ranges, calm, missing_since, stale_at)
SELECT dimension_id, metric, direction,
    jsonb_agg(jsonb_build_object(
        'from', CASE WHEN lower IS NULL THEN 0 WHEN open_to = lower THEN lower * (1 + 1e-9) ELSE threshold END,
        'to', CASE WHEN upper IS NULL OR open_to = threshold THEN threshold * (1 + 1e-9) ELSE upper END,
        'openedMs', (extract(epoch FROM opened_at) * 1000)::bigint,
        'opening', jsonb_build_object('value', opening_value, 'mean', opening_mean),
        'evidence', jsonb_build_object('quality', quality, 'venuesAgreeing', venues_agreeing,
                                       'venuesListing', venues_listing),
        'peakRatio', peak_ratio,
        'peakAtMs', (extract(epoch FROM peak_at) * 1000)::bigint,
        'closedMs', CASE WHEN resolved_at IS NOT NULL THEN (extract(epoch FROM closed_at) * 1000)::bigint END,
        'closing', CASE WHEN resolved_at IS NOT NULL AND closing_value IS NOT NULL AND closing_mean IS NOT NULL
                        THEN jsonb_build_object('value', closing_value, 'mean', closing_mean) END,
        'isHeld', false
    ) ORDER BY threshold),
    -- The ratio of the slot before: behind 0.9 of the lowest level that was calm in it.
    min(threshold) FILTER (WHERE resolved_at IS NULL AND calm_since IS NOT NULL) * 0.9 * (1 - 1e-9),
    max(missing_since) FILTER (WHERE resolved_at IS NULL),
    max(stale_at) FILTER (WHERE resolved_at IS NULL)
FROM levels
GROUP BY dimension_id, metric, direction;

-- A notification says by itself what somebody was told of; it no longer needs an alert that all can see.
ALTER TABLE "notification" DROP CONSTRAINT "notification_pkey";
ALTER TABLE "notification"
    ADD COLUMN "id" BIGSERIAL NOT NULL,
    ADD COLUMN "dimension_id" INTEGER,
    ADD COLUMN "metric" TEXT,
    ADD COLUMN "direction" TEXT,
    ADD COLUMN "threshold" DOUBLE PRECISION,
    ADD COLUMN "since" TIMESTAMPTZ(3),
    ADD COLUMN "until" TIMESTAMPTZ(3),
    ADD COLUMN "value" DOUBLE PRECISION,
    ADD COLUMN "mean" DOUBLE PRECISION,
    ADD COLUMN "peak_ratio" DOUBLE PRECISION,
    ADD COLUMN "quality" SMALLINT,
    ADD COLUMN "venues_agreeing" SMALLINT,
    ADD COLUMN "venues_listing" SMALLINT,
    ALTER COLUMN "alert_id" DROP NOT NULL,
    ADD CONSTRAINT "notification_pkey" PRIMARY KEY ("id");
CREATE UNIQUE INDEX "notification_alert_id_subscriber_id_kind_key"
    ON "notification" ("alert_id", "subscriber_id", "kind");
UPDATE "notification" n SET
    dimension_id = a.dimension_id, metric = a.metric, direction = a.direction, threshold = a.threshold,
    since = a.opened_at, until = CASE WHEN n.kind = 'over' THEN a.resolved_at END,
    value = CASE WHEN n.kind = 'begin' THEN a.opening_value ELSE a.closing_value END,
    mean = CASE WHEN n.kind = 'begin' THEN a.opening_mean ELSE a.closing_mean END,
    peak_ratio = a.peak_ratio, quality = a.quality, venues_agreeing = a.venues_agreeing,
    venues_listing = a.venues_listing
FROM "alert" a WHERE a.id = n.alert_id;

-- Why the alerts of a collection could not be checked; its values are stored all the same.
ALTER TABLE "collection" ADD COLUMN "alerts_error" TEXT;

ALTER TABLE "episode" DROP CONSTRAINT "episode_kind_known";
ALTER TABLE "episode" ADD CONSTRAINT "episode_kind_known" CHECK ("kind" IN
    ('source', 'metric', 'overdue', 'outbox', 'disk', 'rebase', 'clock', 'set-aside', 'alerts', 'alerts-held'));
