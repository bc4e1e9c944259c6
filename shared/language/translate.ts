import { type Catalogue, messageOf, type PluralForms } from './catalogue.ts'

/** The catalogue of the language that is spoken; null is English, which is what the code says. */
let spoken: Catalogue | null = null
let rules: Intl.PluralRules | null = null
let figures = new Intl.NumberFormat('en')

/**
 * Speaks a language from now on. What a module says as it is loaded is said in the language of that moment, so a program
 * speaks before it loads the rest of itself.
 */
export function speak(catalogue: Catalogue | null): void {
  spoken = catalogue
  rules = catalogue && new Intl.PluralRules(catalogue.language)
  figures = new Intl.NumberFormat(language())
}

/** The language that is spoken, as a BCP 47 tag. */
export function language(): string {
  return spoken?.language ?? 'en'
}

/** A sentence for a person, in the language that is spoken: t`The run took ${took}.` is the message `The run took {0}.` */
export function t(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const message = spoken?.messages[messageOf(strings)]
  if (typeof message === 'string') return filled(message, values)
  let said = strings[0] ?? ''
  for (const [place, value] of values.entries()) said += `${value}${strings[place + 1]}`
  return said
}

/** The same for a message that stands in a table; its own places, `{url}`, are left for the table's reader. */
export function translated(message: string): string {
  const known = spoken?.messages[message]
  return typeof known === 'string' ? known : message
}

/**
 * A count with its noun, `2 servers` and `10,000 servers`: the messages are `{0} server` and `{0} servers`, and a language
 * has as many forms as it has.
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  const forms = spoken?.messages[`{0} ${one}`]
  if (typeof forms === 'object' && rules) return filled(formOf(forms, rules.select(count)), [figure(count)])
  return `${figure(count)} ${count === 1 ? one : many}`
}

/** A number as the language that is spoken writes it, its thousands set apart. */
export function figure(number: number | bigint): string {
  return figures.format(number)
}

function formOf(forms: PluralForms, category: Intl.LDMLPluralRule): string {
  return forms[category] ?? forms.other
}

/** One pass, so that what a server said is never read as a place. */
function filled(message: string, values: readonly unknown[]): string {
  return message.replace(/\{(\d+)\}/g, (place, index: string) => `${values[Number(index)] ?? place}`)
}
