import { ChartBody } from './chart-body';
import { chartLayout } from './layout';
import { PICTURE_PAINT } from './paint';
import type { ChartData, ChartSize } from './types';

export interface PictureText {
  title: string;
  /** What is said in one line under the title, the most important first; what does not fit is left out. */
  facts: readonly string[];
  /** What stands in place of a line where nothing can be drawn. */
  empty: string;
  /** The unit of the value axis, and the zone of the time axis. */
  names: { value: string; time: string };
}

interface Props {
  data: ChartData;
  size: ChartSize;
  text: PictureText;
  theme: 'light' | 'dark';
}

/** Widths of a letter in ems: the widest usual of the title's face, and the one of figures. */
const TITLE_EM = 0.58;
const FIGURE_EM = 0.6;
const TITLE_SIZE = 17;
const FACTS_SIZE = 11;

const MARGIN = 16;
const HEAD = 58;
const SANS = 'Geist, system-ui, sans-serif';
const MONO = "'Geist Mono', ui-monospace, monospace";

/** A series as an SVG file that stands alone: with its title, its unit and its zone, and its colours written out. */
export function ChartPicture({ data, size, text, theme }: Props) {
  const paint = PICTURE_PAINT[theme];
  const inner = { width: size.width - 2 * MARGIN, height: size.height - HEAD - MARGIN / 2 };
  const titleSize = Math.min(TITLE_SIZE, inner.width / (text.title.length * TITLE_EM));
  const isEmpty = data.points.length === 0 && data.refused.length === 0;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-label={`${text.title}. ${text.facts.join(', ')}.`}
      fontFamily={MONO}
    >
      <rect width="100%" height="100%" fill={paint.ground} />
      <text x={MARGIN} y={29} fontFamily={SANS} fontSize={titleSize} fontWeight={600} fill={paint.ink}>
        {text.title}
      </text>
      <text x={MARGIN} y={50} fontSize={FACTS_SIZE} fill={paint.text}>
        {lineOf(text.facts, inner.width / (FACTS_SIZE * FIGURE_EM))}
      </text>
      {isEmpty ? (
        <text
          x={size.width / 2}
          y={(size.height + HEAD) / 2}
          textAnchor="middle"
          fontFamily={SANS}
          fontSize={14}
          fill={paint.text}
        >
          {text.empty}
        </text>
      ) : (
        <g transform={`translate(${MARGIN} ${HEAD})`}>
          <ChartBody data={data} layout={chartLayout(data, inner)} paint={paint} names={text.names} />
        </g>
      )}
    </svg>
  );
}

/** The facts that fit into a line of so many figures. */
function lineOf(facts: readonly string[], mostFigures: number): string {
  const lines = facts.map((_, i) => facts.slice(0, i + 1).join(' · '));
  return lines.filter((line) => line.length <= mostFigures).at(-1) ?? '';
}
