export { ChartPicture, type PictureText } from './chart-picture';
export { LineChart } from './line-chart';
export type { ChartData, ChartPoint, ChartSize, ChartSpan, ComparedSeries, RefusedMark } from './types';
