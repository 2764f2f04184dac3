import { join } from 'node:path';
import sharp from 'sharp';

/** A line, its edges and some letters need no more; half the bytes of a PNG in full colour. */
const COLOURS = 64;

const FONTS = join(process.cwd(), 'node_modules/geist/dist/fonts');

/**
 * An SVG as PNG, one pixel for each of its own. Text is set in the bundled faces alone, never in those of the machine,
 * so that the same SVG is the same picture everywhere. Runs on the thread pool. Throws for what is no SVG.
 */
export async function rasterise(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await loadRenderer();
  const image = await renderAsync(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [
        join(FONTS, 'geist-sans/Geist-Regular.ttf'),
        join(FONTS, 'geist-sans/Geist-SemiBold.ttf'),
        join(FONTS, 'geist-mono/GeistMono-Regular.ttf'),
      ],
      defaultFontFamily: 'Geist Mono',
    },
    shapeRendering: 2,
    textRendering: 1,
    logLevel: 'off',
  });
  const { width, height, pixels } = image;
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ palette: true, colours: COLOURS, dither: 0, effort: 1 })
    .toBuffer();
}

/**
 * As it loads it asks Node for a report on this process, which by default looks up the name of each connected client,
 * one after the other, and holds the process for ten seconds where there are fifty.
 */
function loadRenderer() {
  Object.assign(process.report ?? {}, { excludeNetwork: true });
  return import('@resvg/resvg-js');
}
