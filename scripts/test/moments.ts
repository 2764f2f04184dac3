/** The moments at which a test that goes by the clock fails first. All are later than any time that tests fix. */
export const MOMENTS = {
  'the end of a month': '2026-12-31T23:58:00Z',
  'a leap day': '2028-02-29T00:01:00Z',
  'the change to summer time in New York': '2027-03-14T06:58:00Z',
  'the change to winter time in Berlin': '2027-10-31T00:58:00Z',
  'just after midnight in New York': '2027-01-12T05:02:00Z',
  'just after midnight in Berlin': '2027-06-15T22:02:00Z',
  'just after midnight in Kolkata': '2027-01-12T18:32:00Z',
} as const;
