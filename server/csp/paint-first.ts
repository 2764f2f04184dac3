const SCRIPT = /<script src="([^"]+)"((?: id="[^"]+")?) async="">/g;
/** Fetched at once it would be what the first paint has to share the line with. */
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;

/**
 * What begins the page's scripts: once it is on the screen, each takes the place of its own tag. A browser that does not
 * tell of its paint is waited for a moment after its first frame. A tab that nobody has looked at costs nothing.
 */
export const BEGIN_SCRIPTS = [
  '(()=>{const begin=()=>{',
  'for(const told of document.querySelectorAll("script[type=after-paint]")){',
  'const script=document.createElement("script");',
  'script.src=told.getAttribute("src");if(told.id)script.id=told.id;script.async=true;',
  'told.replaceWith(script)}};',
  'new PerformanceObserver(begin).observe({type:"paint",buffered:true});',
  'requestAnimationFrame(()=>setTimeout(begin,200))})()',
].join('');

/** What Next sends where a page failed: nothing to paint, until its scripts write what went wrong. */
const FAILED = '<html id="__next_error__"';

/**
 * A whole page whose scripts are fetched and run only after it has been painted: it is whole without them, and their
 * bytes and their work stood before its first words. Of a text without an end it is the text.
 */
export function paintFirst(html: string): string {
  const end = html.lastIndexOf('</body>');
  if (end === -1 || html.includes(FAILED)) return html;
  const told = html
    .slice(0, end)
    .replace(PRELOAD, '')
    .replace(SCRIPT, '<script type="after-paint" src="$1"$2>');
  return `${told}<script>${BEGIN_SCRIPTS}</script>${html.slice(end)}`;
}
