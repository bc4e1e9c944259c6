import fc from 'fast-check'
import type { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { generatedRules } from './generated-rules.ts'

/** A block of a universe of sixteen senders of each family, of 2 ** `size` of them. */
export type Block = { family: 4 | 6; size: number; first: number }

const block = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.nat(4), fc.nat(15))
  .map(([family, size, at]): Block => ({ family, size, first: Math.floor(at / 2 ** size) * 2 ** size }))

/** One sender of the universe. */
export function sender(family: 4 | 6, at: number): string {
  return family === 4 ? `34.64.0.${at}` : `2600:1900::1${at.toString(16)}`
}

function cidrOf({ family, size, first }: Block): string {
  return `${sender(family, first)}/${(family === 4 ? 32 : 128) - size}`
}

/** A generated set of rules whose groups have senders of the universe, and which blocks those are, group by group. */
export const smallRules: fc.Arbitrary<{ set: RuleSet; blocks: readonly (readonly Block[])[] }> = fc
  .tuple(
    generatedRules({ members: 0 }),
    fc.array(fc.uniqueArray(block, { maxLength: 4, selector: cidrOf }), { minLength: 3, maxLength: 3 }),
  )
  .map(([set, blocks]) => ({
    set: { ...set, groups: set.groups.map((group, at) => ({ ...group, entries: (blocks[at] ?? []).map(cidrOf) })) },
    blocks,
  }))

/** The numbers of the senders of one family that blocks have. */
export function numbersOf(blocks: readonly Block[], family: 4 | 6): ReadonlySet<number> {
  return new Set(
    blocks
      .filter((each) => each.family === family)
      .flatMap(({ first, size }) => Array.from({ length: 2 ** size }, (_, at) => first + at)),
  )
}
