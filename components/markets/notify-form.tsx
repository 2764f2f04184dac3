import { SubmitButton } from '@/components/subscribe/button';
import { DirectionField } from '@/components/subscribe/direction-field';
import { EmailField } from '@/components/subscribe/email-field';
import { MailKeptNotice } from '@/components/subscribe/mail-kept-notice';
import { ThresholdField } from '@/components/subscribe/threshold-field';
import { TimeZoneField } from '@/components/subscribe/time-zone-field';
import { exchangeName } from '@/lib/format/market-name';
import type { MarketView } from './market-read';

/** The sign-up form for this very series. A plain form, which works without JavaScript. */
export function NotifyForm({ view: { dimension, metric } }: { view: MarketView }) {
  const pair = `${dimension.base}-${dimension.quote} on ${exchangeName(dimension.exchange)}`;
  return (
    <section aria-labelledby="notify" className="border-t border-hairline py-4">
      <h2 id="notify" className="font-medium">
        Notify me about this
      </h2>
      {metric.hasRatio ? (
        <form action="/api/emails" method="post" className="mt-2 flex flex-col gap-2">
          <p className="text-muted">
            A mail when {metric.label.toLowerCase()} of {pair} is this many times its average over 24 hours.
          </p>
          <input type="hidden" name="metric" value={metric.name} />
          <input type="hidden" name="dimension" value={dimension.name} />
          <TimeZoneField />
          <div className="flex gap-2">
            <DirectionField below="below, as a fraction" />
            <ThresholdField label="Times" />
          </div>
          <div className="flex flex-wrap items-end gap-2">
            <EmailField />
            <SubmitButton>Notify me</SubmitButton>
          </div>
          <MailKeptNotice />
        </form>
      ) : (
        <p className="mt-1 text-muted">
          {metric.label} can be zero or negative, so it has no ratio to be told of: choose another metric
          above.
        </p>
      )}
    </section>
  );
}
