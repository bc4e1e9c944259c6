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

it('opens a port once, where two services of a rule have it for other paths', () => {
  const [rule] = exampleRules.rules
  const [https] = exampleRules.services
  if (!rule || !https) throw new Error('The example has a rule and a service.')
  const services = [https, { ...https, id: 'HTTPS_AUTODISCOVER' }, { ...https, id: 'UDP', protocol: 'udp' as const }]
  const rules = [{ ...rule, services: services.map(({ id }) => id) }]
  const [resolved] = resolveRules({ ...exampleRules, services, rules }, 'public').rules
  expect(resolved?.services.map(({ id }) => id)).toEqual(['HTTPS', 'UDP'])
})

it('takes a group and an address once, however often they were given', () => {
  const [rule] = exampleRules.rules
  const [host] = exampleRules.hosts
  if (!rule || !host) throw new Error('The example has a rule and a host.')
  const rules = [{ ...rule, sources: ['NYLAS_EU', 'NYLAS_EU'] }]
  const hosts = [{ ...host, public: ['198.51.100.25', '198.51.100.25'] }]
  const [resolved] = resolveRules({ ...exampleRules, hosts, rules }, 'public').rules
  expect(resolved?.groups.map(({ id }) => id)).toEqual(['NYLAS_EU'])
  expect(resolved?.parts.map(({ destinations }) => destinations)).toEqual([['198.51.100.25']])
})
