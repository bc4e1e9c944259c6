import type { ScriptCommand } from '../script-commands.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import type { ScriptValue } from '../script-values.ts'

/** What a parameter takes. */
export type Takes =
  | { readonly takes: 'switch' }
  | { readonly takes: 'text' | 'flag' | 'address' | 'limit'; readonly blank?: true }
  | { readonly takes: 'list' }
  | { readonly takes: 'choice'; readonly of: readonly string[]; readonly blank?: true }

/** A change to a list: what is there afterwards, by what was there. */
export type ListChange = (before: readonly string[]) => string[]

/** What was given, by the parameters' names as the cmdlet writes them. */
export class Arguments {
  readonly cmdlet: string
  readonly #values: ReadonlyMap<string, unknown>

  constructor(cmdlet: string, values: ReadonlyMap<string, unknown>) {
    this.cmdlet = cmdlet
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** Undefined where it was not given, null where $null was. */
  text(name: string): string | null | undefined {
    return this.#values.get(name) as string | null | undefined
  }

  flag(name: string): boolean | null | undefined {
    return this.#values.get(name) as boolean | null | undefined
  }

  limit(name: string): number | 'Unlimited' | null | undefined {
    return this.#values.get(name) as number | 'Unlimited' | null | undefined
  }

  list(name: string): ListChange | undefined {
    return this.#values.get(name) as ListChange | undefined
  }

  /** A text without which the cmdlet does nothing. */
  required(name: string): string {
    const text = this.text(name)
    if (typeof text === 'string' && text !== '') return text
    throw new ScriptRefusal('script', `${this.cmdlet} has no -${name}.`)
  }
}

/** Reads the parameters of a command by what its cmdlet takes, whatever the case of their names. Throws ScriptRefusal. */
export function readArguments(
  { name, parameters }: ScriptCommand,
  known: Readonly<Record<string, Takes>>,
  cmdlet: string,
): Arguments {
  const values = new Map<string, unknown>()
  for (const { name: written, value } of parameters) {
    const found = Object.keys(known).find((each) => each.toLowerCase() === written.toLowerCase())
    const takes = found === undefined ? undefined : known[found]
    if (found === undefined || !takes) {
      throw new ScriptRefusal('script', `${name} has no parameter -${written.slice(0, 60)}.`)
    }
    values.set(found, converted(value, takes, `-${found} of ${cmdlet}`))
  }
  return new Arguments(cmdlet, values)
}

function converted(value: ScriptValue | undefined, takes: Takes, what: string): unknown {
  if (takes.takes === 'switch') {
    if (value === undefined) return true
    if (value.is === 'flag') return value.flag
    throw wrong(what, 'is a switch')
  }
  if (value === undefined) throw wrong(what, 'has no value')
  if (value.is === 'nothing') {
    if (takes.takes === 'list') return () => []
    if (takes.blank) return null
    throw wrong(what, 'takes no $null')
  }
  switch (takes.takes) {
    case 'text':
      if (value.is === 'text') return value.text
      throw wrong(what, 'takes a text')
    case 'flag':
      if (value.is === 'flag') return value.flag
      throw wrong(what, takes.blank ? 'takes $true, $false or $null' : 'takes $true or $false')
    case 'choice':
      return choice(value, takes.of, what)
    case 'limit':
      if (value.is === 'number' && value.number <= 2_147_483_647) return value.number
      if (value.is === 'text' && value.text.toLowerCase() === 'unlimited') return 'Unlimited'
      throw wrong(what, "takes a whole number or 'Unlimited'")
    case 'address':
      return address(value, what)
    case 'list':
      return listChange(value, what)
  }
}

function choice(value: ScriptValue, of: readonly string[], what: string): string {
  const text = value.is === 'text' ? value.text.toLowerCase() : undefined
  const found = of.find((each) => each.toLowerCase() === text)
  if (found) return found
  throw wrong(what, `takes ${of.join(', ')}`)
}

function address(value: ScriptValue, what: string): string {
  const url = value.is === 'text' && URL.canParse(value.text) ? new URL(value.text) : undefined
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href
  throw wrong(what, 'takes a whole address, https://…')
}

function listChange(value: ScriptValue, what: string): ListChange {
  const given = value.is === 'text' ? [value.text] : value.is === 'list' ? value.texts : undefined
  if (given?.includes('')) throw wrong(what, 'takes no empty text')
  if (given) return () => [...new Set(given)]
  if (value.is !== 'edit') throw wrong(what, 'takes texts')
  const { add, remove } = value
  if (add.includes('') || remove.includes('')) throw wrong(what, 'takes no empty text')
  return (before) => {
    const gone = new Set(remove.map((each) => each.toLowerCase()))
    const kept = before.filter((each) => !gone.has(each.toLowerCase()))
    const there = new Set(kept.map((each) => each.toLowerCase()))
    const twice = add.find((each) => there.has(each.toLowerCase()))
    // That is generally known of the shell's multi-valued properties.
    if (twice !== undefined) throw new ScriptRefusal('exchange', `The value "${twice}" is already in ${what}.`)
    return [...kept, ...new Set(add)]
  }
}

function wrong(what: string, takes: string): ScriptRefusal {
  return new ScriptRefusal('script', `${what} ${takes}.`)
}
