-- Each request to sign up, with what its own link confirms. Requests made before this migration stay in
-- subscriber.pending_watches, where the links in their emails find them.
CREATE TABLE "sign_up" (
    "id" SERIAL NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    "watches" JSONB NOT NULL,
    "time_zone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    CONSTRAINT "sign_up_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "sign_up_subscriber_id_idx" ON "sign_up" ("subscriber_id");
ALTER TABLE "sign_up" ADD CONSTRAINT "sign_up_subscriber_id_fkey"
    FOREIGN KEY ("subscriber_id") REFERENCES "subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How often strangers caused an email to somebody of late, and whether he wants none. No address: its HMAC.
CREATE TABLE "recipient_limit" (
    "recipient" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3)[],
    "blocked_until" TIMESTAMPTZ(3),
    CONSTRAINT "recipient_limit_pkey" PRIMARY KEY ("recipient")
);
