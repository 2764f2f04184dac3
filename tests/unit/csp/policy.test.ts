import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inlineScripts } from '@/server/csp/inline-scripts';
import { isOurs } from '@/server/csp/is-ours';
import { contentSecurityPolicy } from '@/server/csp/policy';
import { trustedCode } from '@/server/csp/trusted-code';

const THEME = `(a,b)=>{${'document.documentElement.classList.add(a);'.repeat(6)}}`;
const { react } = trustedCode();
const trusted = { react, isBuilt: (text: string) => text === THEME };
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test("React's own instructions are found in the version that is installed", () => {
  for (const name of ['$RC=', '$RS=', '$RX=', '$RR=', '$RT=performance']) {
    expect(react.some((text) => text.includes(name))).toBe(true);
  }
});

test('they are as the browser gets them, with their line breaks', () => {
  expect(react.some((text) => /^\$RB=\[\].*;\n\$RC=function/.test(text))).toBe(true);
});

const block = react.find((text) => text.startsWith('$RB=[]')) ?? '';

describe('our own scripts', () => {
  test.each([
    ['self.__next_f.push([1,"1:I[39756,[\\u003c/script>]"])'],
    ['(self.__next_f=self.__next_f||[]).push([0])'],
    ['(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":[]});'],
    [`(${THEME})("class","system")`],
    ['$RC("B:0","S:0")'],
    ['requestAnimationFrame(function(){$RT=performance.now()});'],
    [`${block}$RC("B:0","S:0")`],
  ])('%.60s', (script) => {
    expect(isOurs(script, trusted)).toBe(true);
  });
});

describe('scripts of others, also those that look like ours', () => {
  test.each([
    ['alert(1)'],
    ['self.__next_f.push([1,"x"]);alert(1)'],
    ['self.__next_f.push(alert(1))'],
    ['self.__next_f.push([1,"a"]),alert([1])'],
    [`(${THEME};alert(1))("class")`],
    [`(${THEME})(alert(1))`],
    [`(()=>{${'alert(1);'.repeat(40)}})("class")`],
    ['$RC("B:0",alert(1))'],
    [`${block}alert(1)`],
    ['$RC("B:0","S:0");alert(1)'],
    [''.padEnd(50_000, '(')],
  ])('%.60s', (script) => {
    expect(isOurs(script, trusted)).toBe(false);
  });
});

test('a page names its own inline scripts by their hashes, and no other runs', () => {
  const own = 'self.__next_f.push([1,"hello"])';
  const page = `<p>1 &lt; 2</p><script src="/a.js" async=""></script><script id="_R_">${own}</script>
    <script type="application/ld+json">{}</script><SCRIPT>alert(1)</SCRIPT >`;
  const { header, refused } = contentSecurityPolicy(page, trusted);
  expect(header).toContain(`script-src 'self' ${hash(own)};`);
  expect(header).toContain("frame-ancestors 'none'");
  expect(refused).toEqual(['alert(1)']);
});

test('a script runs to the first end tag, whatever it says', () => {
  expect(inlineScripts('<script>a="<script>"</script>b</script>')).toEqual(['a="<script>"']);
});
