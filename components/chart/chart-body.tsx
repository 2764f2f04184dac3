import { AlertSpans } from './alert-spans';
import { Axes } from './axes';
import { BaselineBand } from './baseline-band';
import type { ChartLayout } from './layout';
import { type ChartPaint, COMPARED_DASHES } from './paint';
import { RefusedMarks } from './refused-marks';
import { SeriesLine } from './series-line';
import type { ChartData } from './types';

interface Props {
  data: ChartData;
  layout: ChartLayout;
  paint: ChartPaint;
  names?: { value: string; time: string };
}

/** What a chart draws, without its frame: the same on a page and in a file. */
export function ChartBody({ data, layout, paint, names }: Props) {
  const last = data.points.at(-1);
  return (
    <>
      <Axes layout={layout} paint={paint} names={names} />
      <AlertSpans layout={layout} spans={data.alerts} paint={paint} />
      <BaselineBand layout={layout} data={data} paint={paint} />
      {data.compared.map(({ name, points, resolutionMs }, i) => (
        <SeriesLine
          key={name}
          layout={layout}
          points={points}
          resolutionMs={resolutionMs}
          stroke={paint.compared[i % paint.compared.length] ?? paint.line}
          dash={COMPARED_DASHES[i % COMPARED_DASHES.length]}
        />
      ))}
      <SeriesLine
        layout={layout}
        points={data.points}
        resolutionMs={data.resolutionMs}
        stroke={paint.line}
        range={paint.range}
      />
      {last !== undefined && (
        <circle cx={layout.x(last.atMs)} cy={layout.y(last.value)} r={3} fill={paint.line} />
      )}
      <RefusedMarks layout={layout} marks={data.refused} paint={paint} />
    </>
  );
}
