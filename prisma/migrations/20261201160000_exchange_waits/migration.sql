-- Exchanges that refused us for too many requests: they are not asked again before then, over restarts too.
CREATE TABLE "exchange_wait" (
    "exchange" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "is_ban" BOOLEAN NOT NULL,
    "is_named" BOOLEAN NOT NULL,
    "cause" TEXT NOT NULL,
    CONSTRAINT "exchange_wait_pkey" PRIMARY KEY ("exchange")
);

-- Why a run brought nothing, where it was for that.
ALTER TABLE "source_run" ADD COLUMN "wait_until" TIMESTAMPTZ(3);
