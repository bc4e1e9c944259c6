import { type Element, element, xmlComment, xmlText } from './xml-text.ts'

/** What an entry of a configuration has, by the names of its elements; with '' an element is there and empty. */
export type Fields = { readonly [name: string]: string | Fields }

/** An entry with the elements that it has. */
export function entryOf(name: string, fields: Fields, attributes: Element['attributes'] = {}): Element {
  return element(
    name,
    attributes,
    Object.entries(fields).map(([key, value]) =>
      typeof value === 'string' ? element(key, {}, [value]) : entryOf(key, value),
    ),
  )
}

/** Elements one in the other, the outermost first, around what is in the last. */
export function within(names: readonly string[], children: readonly Element[]): Element {
  return element(names[0] ?? '', {}, names.length < 2 ? children : [within(names.slice(1), children)])
}

/**
 * A part of a configuration, for somebody who keeps that as a file and puts the part in by hand. `act`: what is done with its
 * entries, told by `words` too. Two elements are around its sections, since pfSense looks for a section to restore at the root
 * of a file and OPNsense below the root, whatever that is called: neither finds one here.
 */
export function configSnippet(
  platform: string,
  act: 'add' | 'replace' | 'remove',
  words: readonly string[],
  sections: readonly Element[],
): string {
  const snippet = element('postern-snippet', { for: platform }, [element(act, {}, sections)])
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...words.map(xmlComment), xmlText(snippet)].join('\n')
}
