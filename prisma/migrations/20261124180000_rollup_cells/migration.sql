-- All that an hour keeps of a dimension in one array, metric by metric: (count, mean, m2, min, max, last) of the metric
-- at position 1, then of that at 2, up to the last one known. The heads of six arrays weighed more than a few values.
ALTER TABLE "rollup_hour" RENAME TO "rollup_hour_before";
ALTER INDEX "rollup_hour_pkey" RENAME TO "rollup_hour_before_pkey";
ALTER INDEX "rollup_hour_hour_brin" RENAME TO "rollup_hour_before_brin";

CREATE TABLE "rollup_hour" (
    "dimension_id" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "cells" DOUBLE PRECISION[]
);
ALTER TABLE "rollup_hour" ALTER COLUMN "cells" SET STORAGE EXTERNAL;

INSERT INTO "rollup_hour" ("dimension_id", "hour", "cells")
SELECT "dimension_id", "hour", ARRAY(
    SELECT f."value"
    FROM generate_series(1, array_length("count", 1)) AS p
    CROSS JOIN LATERAL (VALUES
        (1, nullif("count"[p], 0)), (2, "mean"[p]), (3, "m2"[p]), (4, "min"[p]), (5, "max"[p]), (6, "last"[p])
    ) AS f ("place", "value")
    WHERE p <= (SELECT max(k) FROM generate_series(1, array_length("count", 1)) AS k WHERE "count"[k] > 0)
    ORDER BY p, f."place")
FROM "rollup_hour_before";
DROP TABLE "rollup_hour_before";

ALTER TABLE "rollup_hour" ADD CONSTRAINT "rollup_hour_pkey" PRIMARY KEY ("dimension_id", "hour");
CREATE INDEX "rollup_hour_hour_brin" ON "rollup_hour" USING BRIN ("hour") WITH (pages_per_range = 16, autosummarize = on);
