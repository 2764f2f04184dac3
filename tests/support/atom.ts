import { type Element, xml2js } from 'xml-js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** RFC 4287, 4.1.1 and 4.1.2: how often each element may stand. */
const ONCE = ['id', 'title', 'updated'];
const AT_MOST_ONCE = [
  'generator',
  'icon',
  'logo',
  'rights',
  'subtitle',
  'published',
  'summary',
  'content',
  'source',
];
const ANY = ['author', 'category', 'contributor', 'link', 'entry'];

export interface AtomEntry {
  id: string;
  title: string;
  updated: string;
  link: string;
}

/** The entries of an Atom feed. Throws where it is not well-formed or breaks RFC 4287. */
export function readAtom(xml: string): { self: string; updated: string; entries: AtomEntry[] } {
  const [feed, ...others] = (xml2js(xml).elements ?? []) as Element[];
  if (feed?.name !== 'feed' || others.length > 0) throw new Error('the root is not one feed');
  if (feed.attributes?.xmlns !== 'http://www.w3.org/2005/Atom')
    throw new Error('not in the namespace of Atom');
  checkElements(feed);
  if (children(feed, 'author').length === 0) throw new Error('nobody is the author');
  for (const author of children(feed, 'author')) if (text(author, 'name') === '') throw new Error('no name');
  const entries = children(feed, 'entry').map((entry) => {
    checkElements(entry);
    return {
      id: text(entry, 'id'),
      title: text(entry, 'title'),
      updated: text(entry, 'updated'),
      link: linkOf(entry, 'alternate'),
    };
  });
  if (new Set(entries.map(({ id }) => id)).size !== entries.length)
    throw new Error('two entries have one id');
  return { self: linkOf(feed, 'self'), updated: text(feed, 'updated'), entries };
}

function checkElements(parent: Element): void {
  for (const { name = '' } of parent.elements ?? []) {
    if (![...ONCE, ...AT_MOST_ONCE, ...ANY].includes(name)) throw new Error(`no place for ${name}`);
  }
  for (const name of ONCE) if (children(parent, name).length !== 1) throw new Error(`not one ${name}`);
  for (const name of AT_MOST_ONCE)
    if (children(parent, name).length > 1) throw new Error(`more than one ${name}`);
  new URL(text(parent, 'id'));
  for (const name of ['updated', 'published']) {
    for (const date of children(parent, name)) {
      if (!INSTANT.test(contentOf(date))) throw new Error(`${contentOf(date)} is no date of RFC 3339`);
    }
  }
}

/** A link without a relation is `alternate` (4.2.7.2). */
function linkOf(parent: Element, relation: string): string {
  const links = children(parent, 'link').filter(
    ({ attributes }) => (attributes?.rel ?? 'alternate') === relation,
  );
  if (links.length !== 1) throw new Error(`not one link to ${relation}`);
  return new URL(String(links[0]?.attributes?.href)).href;
}

const children = (parent: Element, name: string) =>
  (parent.elements ?? []).filter((child) => child.name === name);

function text(parent: Element, name: string): string {
  const [child] = children(parent, name);
  return child === undefined ? '' : contentOf(child);
}

function contentOf({ elements = [] }: Element): string {
  return elements.map((part) => String(part.text ?? part.cdata ?? '')).join('');
}
