import { languages } from './languages.ts'
import { speak } from './translate.ts'

/**
 * Speaks the first of the wanted languages (BCP 47 tags, in a person's order) that Postern has, or the language that a
 * wanted one is a kind of; English where there is none. Returns the tag of what is spoken.
 */
export async function chooseLanguage(wanted: readonly string[], known = languages): Promise<string> {
  for (const tag of wanted) {
    for (const candidate of [tag, new Intl.Locale(tag).language]) {
      if (candidate === 'en') return 'en'
      const load = known[candidate]
      if (!load) continue
      speak((await load()).default)
      return candidate
    }
  }
  return 'en'
}
