import type { ManagedOrganisation } from '../managed-organisation.ts'
import type { People } from '../people.ts'
import type { Arguments, Takes } from './parameters.ts'

/** What a cmdlet is run in. */
export interface Shell {
  readonly organisation: ManagedOrganisation
  readonly people: People
}

/** What a cmdlet is about to do, once nothing speaks against it. */
export interface Effect {
  /** What it does it to, as the shell names it. */
  readonly target: string
  act(): void
}

/** One cmdlet of Exchange, as far as the lab has it. */
export interface Cmdlet {
  readonly parameters: Readonly<Record<string, Takes>>
  /** It asks whether it is meant, unless it is told not to. */
  readonly asks?: true
  /** Throws ScriptRefusal for what Exchange refuses; one that only reads has nothing to do. */
  prepare(given: Arguments, shell: Shell): Effect | undefined
}

export const text = { takes: 'text' } as const
export const blankText = { takes: 'text', blank: true } as const
export const flag = { takes: 'flag' } as const
export const blankFlag = { takes: 'flag', blank: true } as const
export const list = { takes: 'list' } as const
export const address = { takes: 'address', blank: true } as const
export const limit = { takes: 'limit', blank: true } as const
export const toggle = { takes: 'switch' } as const

/** A cmdlet that shows something; what it is asked for has to be there. */
export function reading(parameters: Cmdlet['parameters'], look?: (given: Arguments, shell: Shell) => unknown): Cmdlet {
  return {
    parameters,
    prepare: (given, shell) => {
      look?.(given, shell)
      return undefined
    },
  }
}
