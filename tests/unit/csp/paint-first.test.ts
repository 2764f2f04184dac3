import { expect, test } from 'vitest';
import { inlineScripts } from '@/server/csp/inline-scripts';
import { isOurs } from '@/server/csp/is-ours';
import { BEGIN_SCRIPTS, paintFirst } from '@/server/csp/paint-first';

const PAGE = [
  '<html><head><link rel="preload" as="script" fetchPriority="low" href="/b.js"/>',
  '<link rel="preload" as="font" href="/f.woff2"/><script src="/a.js" async=""></script>',
  '<script src="/old.js" noModule=""></script></head><body><p>1</p>',
  '<script src="/b.js" id="_R_" async=""></script><script>self.__next_f.push([1,"a"])</script></body></html>',
].join('');

test('the scripts of a page wait for its paint; its fonts, its data and what old browsers need do not', () => {
  expect(paintFirst(PAGE)).toBe(
    [
      '<html><head><link rel="preload" as="font" href="/f.woff2"/>',
      '<script type="after-paint" src="/a.js"></script>',
      '<script src="/old.js" noModule=""></script></head><body><p>1</p>',
      '<script type="after-paint" src="/b.js" id="_R_"></script><script>self.__next_f.push([1,"a"])</script>',
      `<script>${BEGIN_SCRIPTS}</script></body></html>`,
    ].join(''),
  );
});

test('a page names what begins its scripts in its policy, and nothing that goes on after it', () => {
  const trusted = { react: [], isBuilt: () => false };
  expect(inlineScripts(paintFirst(PAGE)).at(-1)).toBe(BEGIN_SCRIPTS);
  expect(isOurs(BEGIN_SCRIPTS, trusted)).toBe(true);
  expect(isOurs(`${BEGIN_SCRIPTS};alert(1)`, trusted)).toBe(false);
});

test('what is no whole page stays as it is', () => {
  expect(paintFirst('<p>1</p><script src="/a.js" async=""></script>')).toBe(
    '<p>1</p><script src="/a.js" async=""></script>',
  );
});

test('the scripts of a page that failed, which write all of it, wait for nothing', () => {
  const failed = PAGE.replace('<html>', '<html id="__next_error__">');
  expect(paintFirst(failed)).toBe(failed);
});
