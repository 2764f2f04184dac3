/** How much work an answer is: a moment, a market, many markets, a page. None waits for those of another lane. */
export type Lane = 'quick' | 'read' | 'list' | 'page';

/** What is known of a request by its address, before anything is made. */
export interface Route {
  /** The one address for all that mean the same. */
  url: string;
  /** The one Accept for all that are answered in the same format. */
  accept: string;
  /** null: it is asked at once, whatever else there is to do. */
  lane: Lane | null;
  /** The answer is the same as long as this process runs, whatever is collected. */
  isConstant: boolean;
}

/** Tells what is known of an address (path and query) and an Accept header. */
export type Routes = (url: string, accept: string) => Route;

/** Knows nothing: each address and each Accept stands for itself. */
export const anyRoute: Routes = (url, accept) => ({ url, accept, lane: 'page', isConstant: false });
