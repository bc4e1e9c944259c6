import { linePieces } from '../run/line-pieces.ts'
import { printable } from '../run/printable.ts'

/** A piece of HTML that this room wrote, or made out of text; nothing else can be put into a document. */
export type Html = { readonly html: string }

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as text, between tags and in attributes in quotes; what is no character of Unicode, or moves others, is replaced. */
export function escapeHtml(text: string): string {
  return printable(text)
    .toWellFormed()
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/**
 * A template of HTML, whose places take text, which is escaped, and HTML, which is not. Lists are put one after another,
 * and what is undefined is left out.
 */
export function html(
  parts: TemplateStringsArray,
  ...places: readonly (string | Html | readonly Html[] | undefined)[]
): Html {
  return { html: parts.reduce((done, part, at) => `${done}${shown(places[at - 1])}${part}`) }
}

function shown(place: string | Html | readonly Html[] | undefined): string {
  if (place === undefined) return ''
  if (typeof place === 'string') return escapeHtml(place)
  return 'html' in place ? place.html : place.map((one) => one.html).join('')
}

/** What people read, whose lines end where it reads well: not inside of a date, nor of a command’s name. */
export function prose(text: string): Html {
  const pieces = linePieces(printable(text)).map(({ text: piece, whole, breaks }) => {
    const escaped = escapeHtml(piece)
    return whole ? `<span class="whole">${escaped}</span>` : breaks ? `${escaped}<wbr>` : escaped
  })
  return { html: pieces.join('') }
}
