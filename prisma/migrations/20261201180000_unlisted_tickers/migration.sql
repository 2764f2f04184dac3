-- How many tickers of a run were of no market in the exchange's list.
ALTER TABLE "source_run" ADD COLUMN "unlisted" INTEGER NOT NULL DEFAULT 0;
