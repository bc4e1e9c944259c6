/**
 * Which language to speak: the first of the wanted ones (BCP 47 tags, in a person's order) that is known, or that is a
 * kind of a known one (`de-AT` of `de`). Undefined is English: it is wanted, or nothing else is known.
 */
export function languageFor(wanted: readonly string[], known: readonly string[]): string | undefined {
  for (const tag of wanted) {
    if (known.includes(tag)) return tag
    const language = tag.split('-')[0] ?? tag
    if (language === 'en') return undefined
    if (known.includes(language)) return language
  }
  return undefined
}
