export { LineChart } from './line-chart';
export type { ChartData } from './types';
