import { parseArgs } from 'node:util'
import { BadArguments } from './bad-arguments.ts'

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

/** The values of each option in order, where one that takes none is there with an empty list; and what is none. */
export interface ReadOptions<Name extends string> {
  readonly values: Partial<Record<Name, string[]>>
  readonly others: readonly string[]
}

/**
 * Reads options by a table of them. `accepted` ends the sentence about one that is none, and so many words that are no
 * options may be there. Throws BadArguments.
 */
export function readOptions<Table extends Options>(
  args: readonly string[],
  options: Table,
  accepted: string,
  mostOthers = 0,
): ReadOptions<keyof Table & string> {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const values: Partial<Record<string, string[]>> = {}
  const others: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') {
      others.push(token.value)
      if (others.length > mostOthers) throw new BadArguments(`"${token.value}" is not an option; ${accepted}.`)
    }
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (!option) throw new BadArguments(`${rawName} is not an option; ${accepted}.`)
    if (option.type === 'string') {
      // An option that follows at once was not meant as a value, and neither is nothing.
      if (value === undefined || (!token.inlineValue && value.startsWith('--'))) {
        throw new BadArguments(`${rawName} has no value; accepted is ${rawName} followed by one.`)
      }
      values[name] = [...(values[name] ?? []), value]
    } else if (value === undefined) {
      values[name] = []
    } else {
      throw new BadArguments(`${rawName} takes no value; accepted is ${rawName} alone.`)
    }
  }
  return { values: values as ReadOptions<keyof Table & string>['values'], others }
}

/** The one value of an option. Throws BadArguments where there are several. */
export function once(name: string, values: readonly string[] | undefined): string | undefined {
  if (values !== undefined && values.length > 1) throw new BadArguments(`${name} stands there twice; accepted is once.`)
  return values?.[0]
}

/** A number of an option; `of` goes on from "a whole number". Throws BadArguments. */
export function wholeNumber(
  name: string,
  values: readonly string[] | undefined,
  least: number,
  most: number,
  of = '',
): number | undefined {
  const text = once(name, values)
  if (text === undefined) return undefined
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new BadArguments(
    `${name} is ${JSON.stringify(text)}; accepted is a whole number${of} from ${least} to ${most}.`,
  )
}
