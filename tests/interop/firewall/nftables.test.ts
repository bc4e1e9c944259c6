import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import nftables from '../../../shared/firewall/writers/nftables.ts'
import { generatedRules } from '../../shared/firewall/generated-rules.ts'
import { writtenOf } from '../../shared/firewall/read-back.ts'

/** Reads rules as nft would, and applies nothing; in a network of its own, so that nobody's rules are looked at. */
const check = (input: string) => spawnSync('unshare', ['-rn', 'nft', '-c', '-f', '-'], { input, encoding: 'utf8' })

const usual = `add table inet filter
add chain inet filter forward { type filter hook forward priority 0; policy accept; }
`
const hasNft = check(usual).status === 0

it.skipIf(!hasNft)('nft takes what is written for it, and what takes it back', () => {
  fc.assert(
    fc.property(generatedRules(), (set) => {
      const { apply, rollback } = writtenOf(nftables, set)
      expect(check(`${usual}${apply}${rollback}`)).toMatchObject({ status: 0, stderr: '' })
    }),
    { numRuns: 40 },
  )
})
