/** The query of a page's address, as Next hands it over. */
export type SearchParams = Record<string, string | string[] | undefined>;
