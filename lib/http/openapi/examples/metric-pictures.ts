import { z } from 'zod';

/** How a graph looks as a picture; the examples are as short as a picture can be. */
export const metricPictures = {
  'image/svg+xml': {
    schema: z
      .string()
      .meta({ description: 'An SVG that stands alone: no script, no link, no font to load.' }),
    example: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 450" width="900" height="450"></svg>',
  },
  'image/png': {
    schema: z.string().meta({ description: 'The same as PNG, of fewer than 50 kB in the default size.' }),
    example: 'iVBORw0KGgo=',
  },
};
