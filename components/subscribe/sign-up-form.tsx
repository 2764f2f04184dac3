import { env } from '@/lib/env';
import { DEFAULT_WATCH, LEAST_THRESHOLD, MOST_THRESHOLD } from '@/lib/subscribers';
import { SubmitButton } from './button';
import { MetricChoice } from './metric-choice';
import { PreviewButton } from './preview-button';
import { PreviewLine } from './preview-line';
import { TimeZoneField } from './time-zone-field';

/** A plain form, which works without JavaScript; beside what is unusual now. */
export function SignUpForm() {
  return (
    <section aria-labelledby="sign-up" className="page mt-4">
      <form
        action="/api/emails"
        method="post"
        className="flex flex-wrap items-end gap-x-4 gap-y-3 rounded-md border border-hairline bg-raised px-4 py-3"
      >
        <div className="basis-full">
          <h2 id="sign-up" className="font-medium">
            Get the mail
          </h2>
          <p className="mt-1 text-muted">
            One when a market exceeds a multiple of its own average over 24 hours, and one when that is over.
          </p>
          {env().resendApiKey === undefined && (
            <p className="mt-1 text-warn">
              No mail leaves this installation (RESEND_API_KEY is not set): what it would send is in the{' '}
              <a href="/mailbox" className="underline underline-offset-2">
                local mailbox
              </a>
              .
            </p>
          )}
        </div>
        <MetricChoice />
        <TimeZoneField />
        <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
          Where
          <input
            name="dimension"
            placeholder="any market, or *:BTC-*"
            maxLength={100}
            autoComplete="off"
            className="control w-48 min-w-0"
          />
        </label>
        <label className="flex flex-col gap-1 text-xs text-muted">
          Times its average
          <input
            type="number"
            name="threshold"
            required
            min={LEAST_THRESHOLD}
            max={MOST_THRESHOLD}
            step="any"
            defaultValue={DEFAULT_WATCH.threshold}
            className="control figures w-24"
          />
        </label>
        <label className="flex min-w-0 grow basis-48 flex-col gap-1 text-xs text-muted sm:max-w-72">
          E-mail address
          <input
            type="email"
            name="email"
            required
            maxLength={254}
            autoComplete="email"
            placeholder="you@example.com"
            className="control w-full"
          />
        </label>
        <SubmitButton>Notify me</SubmitButton>
        <PreviewButton />
        <PreviewLine />
      </form>
    </section>
  );
}
