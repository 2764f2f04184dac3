CREATE TABLE "metric" (
    "id" SERIAL NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "has_ratio" BOOLEAN NOT NULL,
    CONSTRAINT "metric_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "metric_unit_not_empty" CHECK ("unit" <> '')
);
CREATE UNIQUE INDEX "metric_position_key" ON "metric"("position");
CREATE UNIQUE INDEX "metric_name_key" ON "metric"("name");

CREATE TABLE "dimension" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "exchange" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "dimension_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "dimension_name_key" ON "dimension"("name");

CREATE TABLE "observation" (
    "dimension_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "values" DOUBLE PRECISION[],
    CONSTRAINT "observation_pkey" PRIMARY KEY ("dimension_id", "at")
);
ALTER TABLE "observation" ALTER COLUMN "values" SET STORAGE EXTERNAL;
-- One slot's rows lie together: the leaving slot is one short range, and the index costs next to nothing.
CREATE INDEX "observation_at_brin" ON "observation" USING BRIN ("at") WITH (pages_per_range = 16, autosummarize = on);

CREATE TABLE "dimension_stats" (
    "dimension_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "latest" DOUBLE PRECISION[],
    "count" BYTEA NOT NULL,
    "mean" BYTEA NOT NULL,
    "mean_low" BYTEA NOT NULL,
    "m2" BYTEA NOT NULL,
    "m2_peak" BYTEA NOT NULL,
    "stddev_rank" BYTEA NOT NULL,
    "cv_rank" BYTEA NOT NULL,
    "quality" SMALLINT NOT NULL,
    "venues_agreeing" SMALLINT NOT NULL,
    "venues_listing" SMALLINT NOT NULL,
    CONSTRAINT "dimension_stats_pkey" PRIMARY KEY ("dimension_id")
);
-- Written whole by every collection. Doubles hardly compress: compressing long rows would cost more than it saves.
ALTER TABLE "dimension_stats"
    ALTER COLUMN "latest" SET STORAGE EXTERNAL,
    ALTER COLUMN "count" SET STORAGE EXTERNAL,
    ALTER COLUMN "mean" SET STORAGE EXTERNAL,
    ALTER COLUMN "mean_low" SET STORAGE EXTERNAL,
    ALTER COLUMN "m2" SET STORAGE EXTERNAL,
    ALTER COLUMN "m2_peak" SET STORAGE EXTERNAL,
    ALTER COLUMN "stddev_rank" SET STORAGE EXTERNAL,
    ALTER COLUMN "cv_rank" SET STORAGE EXTERNAL;

CREATE TABLE "collection" (
    "id" SERIAL NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "interval_seconds" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "observations" INTEGER NOT NULL DEFAULT 0,
    "rejections" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "collection_slot_key" ON "collection"("slot");

CREATE TABLE "source_run" (
    "collection_id" INTEGER NOT NULL,
    "exchange" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "elapsed_ms" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "listed" INTEGER NOT NULL,
    "priced" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "median_step" DOUBLE PRECISION,
    CONSTRAINT "source_run_pkey" PRIMARY KEY ("collection_id", "exchange"),
    CONSTRAINT "source_run_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "source_run_state_known" CHECK ("state" IN ('accepted', 'partial', 'rejected', 'failed'))
);
CREATE INDEX "source_run_exchange_collection_id_idx" ON "source_run"("exchange", "collection_id" DESC);

CREATE TABLE "rejection" (
    "dimension_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "values" DOUBLE PRECISION[],
    CONSTRAINT "rejection_pkey" PRIMARY KEY ("dimension_id", "at", "reason")
);
CREATE INDEX "rejection_at_brin" ON "rejection" USING BRIN ("at");

CREATE TABLE "market_list" (
    "exchange" TEXT NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,
    "markets" JSONB NOT NULL,
    CONSTRAINT "market_list_pkey" PRIMARY KEY ("exchange")
);

CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);
