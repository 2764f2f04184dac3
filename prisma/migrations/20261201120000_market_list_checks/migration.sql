-- What a listing left out, and which of its markets wait to be confirmed. NULL: nothing.
ALTER TABLE "market_list" ADD COLUMN "rejected" JSONB, ADD COLUMN "held" JSONB;
