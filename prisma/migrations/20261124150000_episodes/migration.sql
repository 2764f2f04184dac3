CREATE TABLE "episode" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT NOT NULL,
    "noticed_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "episode_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "episode_kind_known" CHECK ("kind" IN ('source', 'metric', 'overdue', 'outbox', 'disk', 'rebase'))
);
-- A second process that notices the same trouble at the same time cannot open it twice.
CREATE UNIQUE INDEX "episode_open_key" ON "episode"("kind", "subject") WHERE "ended_at" IS NULL;
CREATE INDEX "episode_unnoticed_idx" ON "episode"("id") WHERE "noticed_at" IS NULL;

CREATE TABLE "mailbox_message" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recipient" TEXT,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "mailbox_message_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "source_run"
    ADD COLUMN "stale" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "value_counts" INTEGER[];
