/** The forms of a counted message, by the plural categories of Unicode (CLDR); every language has `other`. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** One language: what it says for each message. A message is the English sentence; what is filled in stands in it as `{0}`, `{1}`. */
export type Catalogue = {
  /** A BCP 47 tag: `de`, `pt-BR`. */
  language: string
  messages: Readonly<Record<string, string | PluralForms>>
}

/** The message of a template: its strings, with a numbered place where each value stands. */
export function messageOf(strings: readonly string[]): string {
  return strings.reduce((message, string, place) => `${message}{${place - 1}}${string}`)
}
