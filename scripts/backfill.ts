import { backfill, backfillDeps } from '@/lib/collect/backfill';
import { progressBar } from './transfer/progress';
import { runScript } from './transfer/run-script';
import { tell } from './transfer/tell';

/** `npm run backfill`: the prices of the last 24 hours of the most traded markets, as far as they are not known. */
await runScript({
  async work({ settings, pool, signal }) {
    const progress = progressBar();
    const outcome = await backfill({
      ...backfillDeps({ settings, database: pool, signal }),
      report: (subject, reason) => progress.line(`${subject}: ${reason}`),
      onProgress: ({ done, total, remainingMs }) => {
        const left = remainingMs === null ? '' : `, ${Math.ceil(remainingMs / 1000)} s left`;
        progress.show(done / total, `${done} of ${total} markets${left}`);
      },
    });
    progress.end();
    if (outcome === null) {
      tell('nothing was collected yet, so no market is known: run `npm start` first, for one collection');
      return 1;
    }
    tell(`${outcome.prices} prices written, of ${outcome.markets} markets`);
    return 0;
  },
});
