import { ChartPicture } from '@/components/chart';
import type { MetricReport, PictureQuery } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { chartDataOf } from './chart-data';
import { pictureText } from './picture-text';

const SIZE = { width: 900, height: 450 };

/** The graph of a report as an SVG file. */
export async function drawMetric(report: MetricReport, look: PictureQuery): Promise<string> {
  const { collection, metricByName, dimensionByName } = await seriesReader().snapshot();
  const metric = metricByName.get(report.metric);
  const dimension = dimensionByName.get(report.dimension);
  if (metric === undefined || dimension === undefined) throw new Error(`no ${report.dimension}`);
  const data = chartDataOf(report, collection?.slotMs ?? 0, metric.hasRatio);
  const { theme = 'light', width = SIZE.width, height = SIZE.height } = look;
  // Next lets no component import it; this is a file, not a page.
  const { renderToStaticMarkup } = await import('react-dom/server');
  return renderToStaticMarkup(
    <ChartPicture
      data={data}
      size={{ width, height }}
      text={pictureText(report, metric, dimension, data)}
      theme={theme}
    />,
  );
}
