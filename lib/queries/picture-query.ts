import { z } from 'zod';
import { whole } from './parameters';

/** How the graph is drawn as a picture; JSON and CSV do not depend on it. */
export const pictureQuery = z.object({
  theme: z
    .enum(['light', 'dark'], 'send theme=light or theme=dark')
    .optional()
    .meta({
      description: 'Colours of a picture (`format=svg` or `png`), light by default.',
      param: { example: 'light' },
    }),
  width: whole(320, 1600, 'send a width from 320 to 1600 pixels, such as width=900')
    .optional()
    .meta({ description: 'Width of a picture in pixels, 900 by default.', param: { example: 900 } }),
  height: whole(200, 1000, 'send a height from 200 to 1000 pixels, such as height=450')
    .optional()
    .meta({ description: 'Height of a picture in pixels, 450 by default.', param: { example: 450 } }),
});

export type PictureQuery = z.output<typeof pictureQuery>;
