import type { Organisation } from '../../shared/organisation/organisation.ts'

/** The same organisation, with or without a trace left by its runs; a key that says nothing new is left out. */
export function withNoTrace({ activeSync, ...others }: Organisation, leave: boolean): Organisation {
  const { leaveNoTrace: _before, ...kept } = activeSync ?? {}
  const changed = leave ? { ...kept, leaveNoTrace: true } : kept
  return { ...others, ...(Object.keys(changed).length > 0 && { activeSync: changed }) }
}
