import { type GetTextTranslation, po } from 'gettext-parser'
import type { Catalogue, PluralForms } from '../shared/language/catalogue.ts'
import type { SourceMessage } from './messages-in.ts'

/** Unicode's plural categories (CLDR) in the order in which gettext's files list the forms of every language. */
const CATEGORIES: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/**
 * The catalogue as a gettext template (.pot), which translators' tools read: each message once, in the order of the
 * sources, with the files that say it and what its places stand for. Two messages of which one is counted and one is not
 * are one where they begin alike.
 */
export function potOf(messages: readonly SourceMessage[]): string {
  const entries = new Map<string, GetTextTranslation>()
  for (const { text, plural, values, path } of messages) {
    const known = entries.get(text)
    const plurals = plural ?? known?.msgid_plural
    entries.set(text, {
      msgid: text,
      ...(plurals !== undefined && { msgid_plural: plurals }),
      msgstr: plurals === undefined ? [''] : ['', ''],
      comments: {
        reference: joined(known?.comments?.reference, path),
        extracted: joined(known?.comments?.extracted, values.map((value, place) => `{${place}}: ${value}`).join('\n')),
      },
    })
  }
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    'X-Language': 'en',
  }
  const translations = { '': Object.fromEntries(entries) }
  return po.compile({ charset: 'utf-8', headers, translations }, { foldLength: 0 }).toString()
}

function joined(known: string | undefined, more: string): string {
  const lines = new Set([...(known ?? '').split('\n'), ...more.split('\n')].filter((line) => line !== ''))
  return [...lines].join('\n')
}

/**
 * A translator's file (.po) as the catalogue that Postern reads. What is not translated, or is marked as unsure, stays
 * English. Throws for a translation that leaves a place out or has one too many, and for a file without its language.
 */
export function catalogueOf(text: string): Catalogue {
  const { headers, translations } = po.parse(text)
  const language = headers.Language
  if (!language) throw new Error('The file has no header Language.')
  const tag = language.replaceAll('_', '-')
  const messages: Record<string, string | PluralForms> = {}
  for (const [msgid, { msgid_plural, msgstr, comments }] of Object.entries(translations[''] ?? {})) {
    if (msgid === '' || msgstr.some((form) => form === '') || comments?.flag?.includes('fuzzy')) continue
    for (const form of msgstr) checkPlaces(msgid, form)
    messages[msgid] = msgid_plural === undefined ? (msgstr[0] ?? msgid) : formsOf(msgid, msgstr, tag)
  }
  return { language: tag, messages }
}

function formsOf(msgid: string, msgstr: readonly string[], tag: string): PluralForms {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
  const categories = CATEGORIES.filter((category) => pluralCategories.includes(category))
  const other = msgstr.at(-1)
  if (msgstr.length !== categories.length || other === undefined) {
    throw new Error(`“${msgid}” has ${msgstr.length} forms; ${tag} has ${categories.join(', ')}.`)
  }
  return { ...Object.fromEntries(categories.map((category, at) => [category, msgstr[at] ?? other])), other }
}

function checkPlaces(msgid: string, form: string): void {
  const wanted = placesIn(msgid)
  const there = placesIn(form)
  if (wanted.join() !== there.join()) {
    throw new Error(
      `“${form}” has the places ${there.join(' ') || 'none'}; “${msgid}” has ${wanted.join(' ') || 'none'}.`,
    )
  }
}

function placesIn(message: string): string[] {
  return [...new Set(message.match(/\{\w+\}/g))].sort()
}
