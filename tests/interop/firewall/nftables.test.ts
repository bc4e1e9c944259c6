import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import nftables from '../../../shared/firewall/writers/nftables.ts'
import { generatedRules } from '../../shared/firewall/generated-rules.ts'

/** Reads rules as nft would, and applies nothing; in a network of its own, so that nobody's rules are looked at. */
const check = (input: string) => spawnSync('unshare', ['-rn', 'nft', '-c', '-f', '-'], { input, encoding: 'utf8' })

const usual = `add table inet filter
add chain inet filter forward { type filter hook forward priority 0; policy accept; }
`
const hasNft = check(usual).status === 0

it.skipIf(!hasNft)('nft takes what is written for it, and what takes it back', () => {
  fc.assert(
    fc.property(generatedRules(), (set) => {
      const { rules } = resolveRules(set, nftables.meta.side)
      const { apply, rollback } = nftables.write(rules, {}, set)
      expect(check(`${usual}${apply}${rollback}`)).toMatchObject({ status: 0, stderr: '' })
    }),
    { numRuns: 40 },
  )
})
