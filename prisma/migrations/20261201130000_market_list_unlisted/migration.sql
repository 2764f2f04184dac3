-- How many tickers were of no listed market when the list was new. NULL before the first read by it.
ALTER TABLE "market_list" ADD COLUMN "unlisted" INTEGER;
