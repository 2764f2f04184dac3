const MARK = /^(.{2,}?)(?:\d{1,2}[LS]|UP|DOWN|BULL|BEAR)$/;

/**
 * Whether a base is a leveraged token: another coin's code with `3L`, `5S`, `UP`, `DOWN`, `BULL` or `BEAR` behind it.
 * Its price follows a formula, and its issuer merges 1,000 into one as it falls: no market did that. What stands in
 * front has to be a coin itself, for JUP and SYRUP are none of these; codes of one letter never are.
 */
export function isLeveraged(base: string, isCoin: (code: string) => boolean): boolean {
  const coin = MARK.exec(base)?.[1];
  return coin !== undefined && isCoin(coin);
}
