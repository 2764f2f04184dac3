CREATE TABLE "rollup_hour" (
    "dimension_id" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER[],
    "mean" DOUBLE PRECISION[],
    "m2" DOUBLE PRECISION[],
    "min" DOUBLE PRECISION[],
    "max" DOUBLE PRECISION[],
    "last" DOUBLE PRECISION[],
    CONSTRAINT "rollup_hour_pkey" PRIMARY KEY ("dimension_id", "hour")
);
ALTER TABLE "rollup_hour"
    ALTER COLUMN "count" SET STORAGE EXTERNAL,
    ALTER COLUMN "mean" SET STORAGE EXTERNAL,
    ALTER COLUMN "m2" SET STORAGE EXTERNAL,
    ALTER COLUMN "min" SET STORAGE EXTERNAL,
    ALTER COLUMN "max" SET STORAGE EXTERNAL,
    ALTER COLUMN "last" SET STORAGE EXTERNAL;
CREATE INDEX "rollup_hour_hour_brin" ON "rollup_hour" USING BRIN ("hour") WITH (pages_per_range = 16, autosummarize = on);

CREATE TABLE "rolled_hour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "rolled_up_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "rolled_hour_pkey" PRIMARY KEY ("hour")
);
