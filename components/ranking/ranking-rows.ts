'use client';

import type { Ranking, RankingRow } from '@/lib/queries';
import { fetchPage, fetchRanking, MAX_NAMES } from './fetch-ranking';
import { PAGE_ROWS, type RankingState } from './ranking-state';

/**
 * The rows of one ranking that this page has fetched, by place. New figures are taken over at once, but while somebody
 * is about to click, by the old places: `isHeld` says so, and `settle` ends it.
 */
export class RankingRows {
  /** The slot of the figures; undefined until there are any. */
  asOf: string | null | undefined;
  total = 0;
  ranked = 0;
  /** True while the places are older than the figures. */
  isOutOfOrder = false;
  private version = 0;
  private names: (string | undefined)[] = [];
  private rows = new Map<string, RankingRow>();
  private taken: Ranking | null = null;
  private isSettling = false;
  private readonly failed = new Set<number>();
  private readonly loading = new Set<number>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly state: RankingState) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
  readonly getVersion = () => this.version;

  get hasFailed(): boolean {
    return this.failed.size > 0;
  }

  at(place: number): RankingRow | undefined {
    const name = this.names[place];
    return name === undefined ? undefined : this.rows.get(name);
  }

  /** Takes what the server rendered, as far as it is of the same slot as what is here; others come by `renew`. */
  take(ranking: Ranking): void {
    if (this.taken === ranking) return;
    this.taken = ranking;
    if (this.asOf === undefined || (ranking.asOf === this.asOf && !this.isOutOfOrder)) this.fill(ranking);
  }

  /** Fetches the rows of these places that are not there yet. */
  async want(from: number, to: number): Promise<void> {
    const missing = pagesOf(from, to).filter(
      (page) =>
        !this.loading.has(page) && !this.failed.has(page) && this.names[page * PAGE_ROWS] === undefined,
    );
    await Promise.all(missing.map((page) => this.load(page)));
  }

  private async load(page: number): Promise<void> {
    this.loading.add(page);
    const [ranking] = await this.fetchPages([page]);
    this.loading.delete(page);
    if (ranking === undefined) return;
    if (this.asOf !== undefined && ranking.asOf !== this.asOf) return this.tell();
    this.fill(ranking);
    this.tell();
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    await Promise.all([...this.failed].map((page) => this.load(page)));
  }

  /**
   * Fetches what is at these places anew, once there are newer figures: the rows of the new order, or, while they are
   * held, those that are there now. True if there were newer figures.
   */
  async renew(from: number, to: number, isHeld: () => boolean): Promise<boolean> {
    const before = this.asOf;
    const held = isHeld();
    const rankings = held ? await this.fetchNames(from, to) : await this.fetchPages(pagesOf(from, to));
    const [first] = rankings;
    if (first === undefined || rankings.some(({ asOf }) => asOf !== first.asOf)) return false;
    if (this.asOf !== before || (first.asOf ?? '') <= (before ?? '')) return false;
    // Somebody may have come into the table meanwhile: then the next answer is asked for what is there.
    if (!held && isHeld()) return false;
    if (held) this.hold(first);
    else this.replaceBy(rankings);
    this.tell();
    return true;
  }

  /** Puts the rows of these places to where they belong now. */
  async settle(from: number, to: number): Promise<void> {
    if (!this.isOutOfOrder || this.isSettling) return;
    this.isSettling = true;
    const rankings = await this.fetchPages(pagesOf(from, to));
    this.isSettling = false;
    if (rankings.length === 0) return;
    this.replaceBy(rankings);
    this.tell();
  }

  private hold({ asOf, rows }: Ranking): void {
    this.isOutOfOrder = true;
    this.asOf = asOf;
    for (const row of rows) this.rows.set(row.dimension, row);
  }

  private replaceBy(rankings: readonly Ranking[]): void {
    this.names = [];
    this.rows = new Map();
    this.isOutOfOrder = false;
    for (const ranking of rankings) this.fill(ranking);
  }

  private fill({ asOf, total, ranked, offset, rows }: Ranking): void {
    this.asOf = asOf;
    this.total = total;
    this.ranked = ranked.stddev;
    rows.forEach((row, i) => {
      this.names[offset + i] = row.dimension;
      this.rows.set(row.dimension, row);
    });
  }

  private async fetchNames(from: number, to: number): Promise<Ranking[]> {
    const names = this.names.slice(Math.max(0, from), to + 1).filter((name) => name !== undefined);
    try {
      return [await fetchRanking(this.state, { dimensions: names.slice(0, MAX_NAMES).join(',') })];
    } catch {
      // Asked again with the next answer; the page says that the server does not.
      return [];
    }
  }

  private async fetchPages(pages: readonly number[]): Promise<Ranking[]> {
    try {
      const rankings = await Promise.all(pages.map((page) => fetchPage(this.state, page)));
      for (const page of pages) this.failed.delete(page);
      return rankings;
    } catch {
      for (const page of pages) this.failed.add(page);
      this.tell();
      return [];
    }
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function pagesOf(from: number, to: number): number[] {
  const first = Math.floor(Math.max(0, from) / PAGE_ROWS);
  const last = Math.floor(Math.max(0, to) / PAGE_ROWS);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
