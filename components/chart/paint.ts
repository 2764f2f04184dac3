/** The colours of a chart. */
export interface ChartPaint {
  ground: string;
  grid: string;
  axis: string;
  text: string;
  ink: string;
  line: string;
  band: string;
  range: string;
  mean: string;
  threshold: string;
  refused: string;
  alert: string;
  /** Of compared series, in their order; each has a dash of its own as well. */
  compared: readonly string[];
}

/** On a page: the tokens of globals.css, which follow the colour scheme. */
export const PAGE_PAINT: ChartPaint = {
  ground: 'var(--chart-ground)',
  grid: 'var(--chart-grid)',
  axis: 'var(--chart-axis)',
  text: 'var(--chart-text)',
  ink: 'var(--ink)',
  line: 'var(--chart-line)',
  band: 'var(--chart-band)',
  range: 'var(--chart-range)',
  mean: 'var(--chart-mean)',
  threshold: 'var(--chart-threshold)',
  refused: 'var(--chart-refused)',
  alert: 'var(--chart-alert)',
  compared: [1, 2, 3, 4].map((n) => `var(--chart-compared-${n})`),
};

/** In a file, which knows no tokens: the same colours written out. A test holds them to globals.css. */
export const PICTURE_PAINT: Record<'light' | 'dark', ChartPaint> = {
  light: {
    ground: '#ffffff',
    grid: '#e8e8e8',
    axis: '#8a8a8a',
    text: '#5c5c5c',
    ink: '#171717',
    line: '#0058d6',
    band: 'rgba(0, 88, 214, 0.09)',
    range: 'rgba(0, 88, 214, 0.2)',
    mean: '#5c5c5c',
    threshold: '#b3261e',
    refused: '#8a4f00',
    alert: 'rgba(179, 38, 30, 0.12)',
    compared: ['#b3261e', '#0f7038', '#7b3fb8', '#8a4f00'],
  },
  dark: {
    ground: '#0a0a0a',
    grid: '#262626',
    axis: '#707070',
    text: '#a3a3a3',
    ink: '#ededed',
    line: '#5ea5ff',
    band: 'rgba(94, 165, 255, 0.14)',
    range: 'rgba(94, 165, 255, 0.28)',
    mean: '#a3a3a3',
    threshold: '#ff8078',
    refused: '#f0b04a',
    alert: 'rgba(255, 128, 120, 0.18)',
    compared: ['#ff8078', '#4ec27b', '#c493f5', '#f0b04a'],
  },
};

/** What tells compared lines apart for those who do not see colours. */
export const COMPARED_DASHES = ['7 3', '2 3', '10 3 2 3', '4 4'] as const;
