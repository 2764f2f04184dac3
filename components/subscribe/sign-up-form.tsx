import { Fold } from '@/components/ui/fold';
import { MailKeptNotice } from './mail-kept-notice';
import { SignUpFields } from './sign-up-fields';

/** A plain form, which works without JavaScript; beside what is unusual now. */
export function SignUpForm() {
  return (
    <section aria-label="Get the mail" className="page mt-4">
      <Fold
        title={<span className="target font-medium">Mail me when a market is unusual</span>}
        className="rounded-md border border-hairline bg-raised px-4 sm:py-3"
      >
        <form
          action="/api/emails"
          method="post"
          className="flex flex-wrap items-end gap-x-4 gap-y-3 max-sm:pb-3"
        >
          <div className="basis-full">
            <h2 className="font-medium max-sm:sr-only">Get the mail</h2>
            <p className="text-muted sm:mt-1">
              One when a market exceeds a multiple of its own average over 24 hours, and one when that is
              over.
            </p>
            <MailKeptNotice />
          </div>
          <SignUpFields />
        </form>
      </Fold>
    </section>
  );
}
