CREATE TABLE "subscriber" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "time_zone" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "pending_watches" JSONB,
    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "subscriber_status" CHECK ("status" IN ('pending', 'confirmed', 'silenced'))
);
CREATE UNIQUE INDEX "subscriber_email_key_key" ON "subscriber" ("email_key");
-- The addresses that are deleted if nobody confirms them.
CREATE INDEX "subscriber_pending" ON "subscriber" ("since") WHERE "status" = 'pending';

CREATE TABLE "watch" (
    "id" SERIAL NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    "metric" TEXT,
    "dimension" TEXT,
    "threshold" DOUBLE PRECISION NOT NULL,
    "direction" TEXT NOT NULL,
    CONSTRAINT "watch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "watch_threshold" CHECK ("threshold" BETWEEN 1.25 AND 1000),
    CONSTRAINT "watch_direction" CHECK ("direction" IN ('above', 'below'))
);
CREATE INDEX "watch_subscriber_id_idx" ON "watch" ("subscriber_id");
ALTER TABLE "watch" ADD CONSTRAINT "watch_subscriber_id_fkey"
    FOREIGN KEY ("subscriber_id") REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As rate-limiter-flexible reads and writes it.
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,
    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
