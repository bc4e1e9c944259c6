import { t } from '../language/translate.ts'
import { oneLine } from './one-line.ts'

/**
 * Text as it may stand between double quotes on a command line: one line of ASCII that does not end the quotes, escape anything,
 * ask for help (?), pass on to another command (|) or stand for a variable ($).
 */
export function quotedText(text: string, most: number): string {
  const stead: Readonly<Record<string, string>> = { '"': "'", '\\': '/', '?': '.', '|': '/', $: '_' }
  return oneLine(text, most).replaceAll(/["\\?|$]/g, (character) => stead[character] ?? '')
}

/** A name of the platform's own, as somebody wrote it, in the characters that a command can hold; others become `_`. */
export function ownName(text: string, { most, not }: { most: number; not: RegExp }): string {
  return text.replaceAll(not, '_').slice(0, most)
}

/** Says which names are not written as they were told; nothing where all are. */
export function changedNames(texts: readonly string[], limits: { most: number; not: RegExp }): string[] {
  const changed = [...new Set(texts.filter((text) => ownName(text, limits) !== text))]
  return changed.map((text) => {
    const name = ownName(text, limits)
    return t`A zone, interface or other name of the firewall’s own has characters that no command holds, or is too long, and is written as ${name}: put the right name there.`
  })
}

/** Where rules are put into the platform's order. */
export type Place = 'top' | 'bottom' | { side: 'before' | 'after'; name: string } | { number: number }

/** A place as somebody wrote it: top, bottom, a number, before NAME (above NAME), after NAME (below NAME). */
export function readPlace(text: string): Place | undefined {
  const words = text.trim()
  if (/^(top|bottom)$/i.test(words)) return words.toLowerCase() === 'top' ? 'top' : 'bottom'
  if (/^[1-9]\d{0,8}$/.test(words)) return { number: Number(words) }
  const [, side = '', name = ''] = /^(before|above|after|below)\s+(.+)$/is.exec(words) ?? []
  if (name === '') return undefined
  return { side: /^(before|above)$/i.test(side) ? 'before' : 'after', name }
}
