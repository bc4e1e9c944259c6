import { expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { exampleRules } from './example-rules.ts'

it('lets names in to nothing where the host has no address on that side, and says so', () => {
  const hosts = exampleRules.hosts.map((host) => (host.id === 'AUTODISCOVER' ? { ...host, internal: [] } : host))
  const { rules, leftOut } = resolveRules({ ...exampleRules, hosts }, 'internal')
  expect(rules[1]).toMatchObject({ parts: [], names: [] })
  expect(leftOut.filter(({ rule }) => rule === '002')).toContainEqual(
    expect.objectContaining({ what: 'names', why: 'no-destination', count: 1 }),
  )
})
