import { AlertSpans } from './alert-spans';
import { Axes } from './axes';
import { BaselineBand } from './baseline-band';
import type { ChartLayout } from './layout';
import { type ChartPaint, COMPARED_DASHES } from './paint';
import { RefusedMarks } from './refused-marks';
import { SeriesLine } from './series-line';
import type { ChartData } from './types';

export interface BodyProps {
  data: ChartData;
  layout: ChartLayout;
  paint: ChartPaint;
  /** Names for the axes, where no text stands around the chart. */
  names?: { value: string; time: string };
  zone?: string;
}

/** What a chart draws, without its frame: the same on a page and in a file. */
export function ChartBody(props: BodyProps) {
  const { data, layout, paint } = props;
  return (
    <>
      <Underlay {...props} />
      {data.compared.map(({ name, points, resolutionMs }, i) => (
        <SeriesLine
          key={name}
          layout={layout}
          points={points}
          resolutionMs={resolutionMs}
          {...comparedLook(paint, i)}
        />
      ))}
      <SeriesLine
        layout={layout}
        points={data.points}
        resolutionMs={data.resolutionMs}
        stroke={paint.line}
        range={paint.range}
      />
      <Overlay {...props} />
    </>
  );
}

/** What is behind the lines: axes, alerts, baseline. */
export function Underlay({ data, layout, paint, names, zone }: BodyProps) {
  return (
    <>
      <Axes layout={layout} paint={paint} names={names} />
      <AlertSpans layout={layout} spans={data.alerts} paint={paint} />
      <BaselineBand layout={layout} data={data} paint={paint} zone={zone} />
    </>
  );
}

/** What is before the lines: the newest value, and what was refused. */
export function Overlay({ data, layout, paint, zone }: BodyProps) {
  const last = data.points.at(-1);
  return (
    <>
      {last !== undefined && (
        <circle
          cx={layout.x(last.atMs)}
          cy={layout.y(last.value)}
          r={3}
          fill={paint.line}
          className="chart-newest"
        />
      )}
      <RefusedMarks layout={layout} marks={data.refused} paint={paint} zone={zone} />
    </>
  );
}

/** Colour and dash of the compared series at a place: there are four of each. */
export function comparedLook({ compared, line }: ChartPaint, index: number) {
  return {
    stroke: compared[index % compared.length] ?? line,
    dash: COMPARED_DASHES[index % COMPARED_DASHES.length],
  };
}
