CREATE TABLE "message_batch" (
    "id" UUID NOT NULL,
    "payload" TEXT,
    "priority" SMALLINT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_tried_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "lease_holder" UUID,
    "lease_expires_at" TIMESTAMPTZ(3),
    "error" TEXT,
    CONSTRAINT "message_batch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_batch_state_known" CHECK ("state" IN ('open', 'sent', 'split', 'dead')),
    CONSTRAINT "message_batch_open_has_payload" CHECK ("state" <> 'open' OR "payload" IS NOT NULL)
);
-- Only what is open is looked for; that is a handful of rows among all that were ever sent.
CREATE INDEX "message_batch_open_idx" ON "message_batch"("priority", "due_at") WHERE "state" = 'open';

CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "dedupe_key" TEXT,
    "state" TEXT NOT NULL,
    "batch_id" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_tried_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "transport" TEXT,
    "provider_id" TEXT,
    "error" TEXT,
    CONSTRAINT "message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "message_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "message_state_known" CHECK ("state" IN ('queued', 'claimed', 'sent', 'dead'))
);
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");
CREATE INDEX "message_batch_id_idx" ON "message"("batch_id");
CREATE INDEX "message_queued_idx" ON "message"("priority", "id") WHERE "state" = 'queued';
CREATE INDEX "message_settled_brin" ON "message" USING BRIN ("settled_at");
-- Whose mails these are: all of an address are deleted with its subscriber.
CREATE INDEX "message_to_idx" ON "message"(lower("to"));

CREATE TABLE "silenced_address" (
    "address" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "silenced_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "silenced_address_pkey" PRIMARY KEY ("address")
);

CREATE TABLE "webhook_event" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "mail_pace" (
    "transport" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "mail_pace_pkey" PRIMARY KEY ("transport")
);
