-- Observations before this are not part of the baseline: it was restarted. The epoch: never.
ALTER TABLE "dimension_stats"
    ADD COLUMN "baseline_from" TIMESTAMPTZ(3) NOT NULL DEFAULT 'epoch',
    ADD COLUMN "freshness" SMALLINT NOT NULL DEFAULT 0;

-- What the peers said of a refused value, in one sentence.
ALTER TABLE "rejection" ADD COLUMN "peers" TEXT;

ALTER TABLE "source_run" ADD COLUMN "well" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "market_state" (
    "dimension_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" JSONB NOT NULL,
    CONSTRAINT "market_state_pkey" PRIMARY KEY ("dimension_id")
);

CREATE TABLE "baseline_restart" (
    "dimension_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    CONSTRAINT "baseline_restart_pkey" PRIMARY KEY ("dimension_id", "at"),
    CONSTRAINT "baseline_restart_reason_known" CHECK ("reason" IN ('correction', 'rebase'))
);
