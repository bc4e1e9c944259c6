import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ResolvedRule, resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import iis from '../../../../shared/firewall/writers/iis-ip-security.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { changedEntries, generatedRules } from '../generated-rules.ts'
import { TODAY, writtenOf } from '../read-back.ts'
import { type Lists, listsOf } from './ip-security-reader.ts'

const paths = ['/EWS', '/ews/', '/Autodiscover/Autodiscover.xml', '/', '', '/a b', '/x--y', '/<!--&"']
/** Rules with services of every kind of path, and groups that share members. */
const rulesWithPaths = generatedRules().chain((set) =>
  fc.tuple(...set.services.map(() => fc.subarray(paths))).map(
    (chosen): RuleSet => ({
      ...set,
      groups: set.groups.map((group) => ({ ...group, entries: [...group.entries, '192.0.2.0/24'] })),
      services: set.services.map((service, at) => ({ ...service, paths: chosen[at] ?? [] })),
    }),
  ),
)

/** Who is to be let in where, by the rules as the writer was given them; the server itself everywhere. */
function meant(rules: readonly ResolvedRule[]): Lists {
  const lists: Lists = new Map()
  for (const { host, groups, services, parts } of rules)
    for (const path of services.flatMap((service) => (service.protocol === 'tcp' ? service.paths : []))) {
      if (parts.length === 0 || !['/EWS', '/ews/', '/Autodiscover/Autodiscover.xml', '/x--y'].includes(path)) continue
      const key = `${host.name} default web site${path.toLowerCase().replace(/\/$/, '')}`
      lists.set(key, new Set([...(lists.get(key) ?? ['127.0.0.1/32']), ...groups.flatMap(({ four }) => four)]))
    }
  return lists
}

const delta = (set: RuleSet, groups: RuleSet['groups']) => {
  const now = { ...set, groups }
  return writeDeltaSheet(iis, now, resolveRules(now, 'internal'), { before: set.groups, today: TODAY })
}

describe('iis-ip-security', () => {
  it('lists at each path who is let in there, and nobody twice', () => {
    fc.assert(
      fc.property(rulesWithPaths, (set) => {
        const { apply, given } = writtenOf(iis, set)
        expect(listsOf([apply])).toEqual(meant(given))
      }),
    )
  })

  it('takes each line out again', () => {
    fc.assert(
      fc.property(rulesWithPaths, (set) => {
        const { apply, rollback } = writtenOf(iis, set)
        expect(listsOf([apply, rollback])).toEqual(new Map())
      }),
    )
  })

  it('changes the lists, and back', () => {
    fc.assert(
      fc.property(
        rulesWithPaths.chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        ([set, groups]) => {
          const [{ apply, given }, change] = [writtenOf(iis, set), delta(set, groups)]
          const now = writtenOf(iis, { ...set, groups }).given
          expect(listsOf([apply, change.apply])).toEqual(meant(now))
          expect(listsOf([apply, change.apply, change.rollback])).toEqual(meant(given))
        },
      ),
    )
  })

  it('refuses nobody by being merged, and says loudly what would', () => {
    const { apply } = writtenOf(iis, exampleRules)
    expect(apply.replaceAll(/<!--.*?-->/g, '')).not.toContain('false')
    expect(apply).toMatch(/^<\?xml [^\n]*\n<!-- STOP\. .*ONLY/)
    expect(iis.meta.warnings[0]).toMatch(/CUTS OFF OUTLOOK/)
  })

  it('writes nothing at a site as a whole, nor for a service without a path, and says so', () => {
    const services = exampleRules.services.map((service) => ({ ...service, paths: service.id === 'HTTP' ? [] : ['/'] }))
    const { apply, notes } = writtenOf(iis, { ...exampleRules, services })
    expect(listsOf([apply])).toEqual(new Map())
    expect(notes.join('\n')).toContain('HTTPS, HTTP')
  })

  it('lets no name of a site out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (hostile) => {
        const { apply } = writtenOf(iis, exampleRules, { list: `"/><ipSecurity allowUnlisted="false">${hostile}` })
        expect(listsOf([apply]).size).toBe(listsOf([writtenOf(iis, exampleRules).apply]).size)
      }),
      { numRuns: 30 },
    )
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(iis, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/iis-ip-security.apply.xml')
    await expect(rollback).toMatchFileSnapshot('goldens/iis-ip-security.rollback.xml')
    await expect(delta(exampleRules, laterGroups).apply).toMatchFileSnapshot('goldens/iis-ip-security.delta.xml')
  })
})
