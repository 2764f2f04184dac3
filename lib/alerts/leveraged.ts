const MARK = /^(.{2,}?)(\d{1,2}[LS]|UP|DOWN|BULL|BEAR)$/;

/**
 * Whether a base is a leveraged token: another coin's code with `3L`, `5S`, `UP`, `DOWN`, `BULL` or `BEAR` behind it.
 * Its price follows a formula, and its issuer merges 1,000 into one as it falls: no market did that. What stands in
 * front has to be a listed coin itself, or the opposite token has to be listed (CHR3L with CHR3S, where CHR is not):
 * JUP and SYRUP are none of these, and codes of one letter never are.
 */
export function isLeveraged(base: string, isListed: (code: string) => boolean): boolean {
  const [, coin, mark] = MARK.exec(base) ?? [];
  if (coin === undefined || mark === undefined) return false;
  return isListed(coin) || isListed(`${coin}${opposite(mark)}`);
}

const WORDS: Record<string, string> = { UP: 'DOWN', DOWN: 'UP', BULL: 'BEAR', BEAR: 'BULL' };

function opposite(mark: string): string {
  return WORDS[mark] ?? mark.replace(/[LS]$/, (side) => (side === 'L' ? 'S' : 'L'));
}
