-- Machines whose clock was found wrong, by the name of the machine: they do not collect until it is right again.
CREATE TABLE "clock_trouble" (
    "machine" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "says" TEXT NOT NULL,
    CONSTRAINT "clock_trouble_pkey" PRIMARY KEY ("machine")
);
