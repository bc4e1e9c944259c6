/** Releases of Exchange on premises, oldest first. */
export const releases = ['2010', '2013', '2016', '2019', 'SE'] as const
export type Release = (typeof releases)[number]

/**
 * A parameter. `limit`: a number or no limit. `texts`: a multi-valued property. `switch`: on, or left out.
 * `blank`: takes $null, which is "not configured" (a multi-valued property always does: it is emptied).
 */
export type Parameter = (
  | { readonly type: 'flag' | 'text' | 'limit' | 'texts' | 'switch' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
) & {
  readonly blank?: true
  readonly required?: true
  /** The first release that has it; it came with the cmdlet where that is not said. */
  readonly since?: Release
}

/** A cmdlet of the Exchange Management Shell, as far as Postern uses it. */
export type Cmdlet = {
  readonly parameters: Readonly<Record<string, Parameter>>
  /**
   * `reads`: changes nothing. `changes`: takes -WhatIf and -Confirm, and runs unasked. `asks`: takes both, and asks
   * before it does anything unless -Confirm:$false says otherwise.
   */
  readonly effect: 'reads' | 'changes' | 'asks'
  readonly since?: Release
  /** The management role that usually gives it. General knowledge: the cmdlets' pages don't say, and roles can be changed. */
  readonly role: string
}

export const flag = { type: 'flag' } as const
export const blankFlag = { type: 'flag', blank: true } as const
export const text = { type: 'text' } as const
export const blankText = { type: 'text', blank: true } as const
export const texts = { type: 'texts' } as const
export const toggle = { type: 'switch' } as const
export const identity = { type: 'text', required: true } as const

/** One of these words. */
export function choice<const V extends readonly string[]>(...values: V) {
  return { type: 'choice', values } as const
}
