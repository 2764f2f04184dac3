export interface Asked {
  path: string;
  query?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a text and bytes as they are. */
  body?: object | string | Uint8Array<ArrayBuffer>;
  /** Signed by the mail provider. */
  signed?: boolean;
}

/** One request, and the status and media type that it is to be answered with. */
export interface Call extends Asked {
  status: number;
  type:
    | 'application/json'
    | 'text/csv'
    | 'text/plain'
    | 'image/svg+xml'
    | 'image/png'
    | 'application/atom+xml'
    | 'application/problem+json'
    | 'none';
}
