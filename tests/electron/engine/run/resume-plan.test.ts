import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allGatherers } from '../../../../electron/engine/gather/all-gatherers.ts'
import type { AnyGatherer } from '../../../../electron/engine/gather/gatherer.ts'
import { goesBySignIns } from '../../../../electron/engine/gather/signing-in.ts'
import { type GraphNode, planGathering } from '../../../../electron/engine/run/gather-graph.ts'
import { createRedactor } from '../../../../electron/engine/run/redactor.ts'
import { KEPT_MILLISECONDS, planResume } from '../../../../electron/engine/run/resume-plan.ts'
import { type ArtifactName, type ArtifactRecords, artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'

const now = new Date('2026-11-28T22:00:00.000Z')
const everything = Object.keys(artifactSchemas) as ArtifactName[]
const organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'alice@contoso.test',
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx' },
} as const
const { ews: _ews, ...withoutEws } = organisation

type Ago = { milliseconds?: number; value?: unknown }

/** A record that a gatherer brought back so long ago; what is in it is of no account here. */
function gathered({ milliseconds = 1_000, value = {} }: Ago = {}) {
  return { state: 'gathered', startedAt: new Date(now.getTime() - milliseconds).toISOString(), milliseconds: 5, value }
}

function recordsOf(entries: readonly (readonly [ArtifactName, unknown])[]): ArtifactRecords {
  return Object.fromEntries(entries) as ArtifactRecords
}

const allGathered = recordsOf(everything.map((name) => [name, gathered()]))
const nodesOf = (of: Parameters<typeof planGathering>[2] = organisation) => planGathering(everything, allGatherers, of)

function keptOf(records: ArtifactRecords, nodes = nodesOf()): ArtifactName[] {
  return Object.keys(planResume(nodes, records, now).kept) as ArtifactName[]
}

describe('nothing is kept', () => {
  it('of a run that had brought back nothing', () => {
    expect(planResume(nodesOf(), {}, now)).toEqual({ kept: {}, again: nodesOf().map((node) => node.gatherer.artifact) })
  })

  it.each<[string, unknown]>([
    ['was blocked', { state: 'blocked', by: 'dnsAnswers', reason: 'It does not exist.' }],
    ['was broken', { state: 'broken', startedAt: now.toISOString(), milliseconds: 1, message: 'it threw' }],
    ['was cancelled', { state: 'cancelled', reason: 'The run was stopped.' }],
    ['is a quarter of an hour old', gathered({ milliseconds: KEPT_MILLISECONDS })],
    ['is of a time that is yet to come', gathered({ milliseconds: -1 })],
    ['has no time that can be read', { ...gathered(), startedAt: 'yesterday' }],
    ['holds a word that was redacted', gathered({ value: { deep: [{ in: 'a (not shown) b' }] } })],
    ['holds an address whose password was taken out', gathered({ value: 'https://(not kept)@mail.contoso.test/' })],
    ['holds one inside of another', gathered({ value: '?u=https%3a%2f%2f(not kept)%40mail.contoso.test' })],
    [
      'holds what stands in where that mark would be the secret',
      gathered({ value: createRedactor(['shown'])('shown') }),
    ],
  ])('of what %s, nor of what waits for it', (_what, record) => {
    expect(keptOf({ ...allGathered, ...recordsOf([['endpoints', record]]) })).toEqual([])
  })

  it.each(goesBySignIns)('of %s, which goes by a sign-in', (artifact) => {
    expect(keptOf(allGathered)).not.toContain(artifact)
  })

  it('of what was asked before that for which it waits was asked anew, by a run that was interrupted twice', () => {
    const records = { ...allGathered, ...recordsOf([['dnsAnswers', gathered({ milliseconds: 500 })]]) }
    const kept = keptOf(records)
    expect(kept).toContain('dnsAnswers')
    for (const { gatherer, waitsFor } of nodesOf()) {
      if (waitsFor.includes('dnsAnswers')) expect(kept).not.toContain(gatherer.artifact)
    }
    expect(kept).not.toContain('tlsHandshake')
  })

  it('of anything, where Autodiscover tells the addresses to who has signed in', () => {
    expect(keptOf(allGathered, nodesOf(withoutEws))).toEqual([])
  })

  it('of the connections by which the order of the sign-ins goes, where that is not known', () => {
    const { signInOrder: _missing, ...records } = allGathered
    expect(keptOf(records).toSorted()).toEqual([
      'dnsAnswers',
      'dnsComparison',
      'dnsRecords',
      'endpoints',
      'serverCertificates',
    ])
  })
})

describe('a run that goes on', () => {
  it('keeps what was asked without a sign-in, where the addresses are known', () => {
    expect(keptOf(allGathered).toSorted()).toEqual([
      'autodiscoverJson',
      'autodiscoverWellKnown',
      'certificatePaths',
      'dnsAnswers',
      'dnsComparison',
      'dnsRecords',
      'endpoints',
      'ewsChallenge',
      'nodes',
      'serverCertificates',
      'signInOrder',
      'tlsHandshake',
      'tlsVersions',
    ])
  })

  it('keeps what is a moment younger than a quarter of an hour', () => {
    const records = recordsOf(everything.map((name) => [name, gathered({ milliseconds: KEPT_MILLISECONDS - 1 })]))
    expect(keptOf(records)).toEqual(keptOf(allGathered))
  })

  it('keeps a value in which nothing but our own words for what is never kept are', () => {
    const value = { headers: [['set-cookie', 'id=(not kept)']] }
    expect(keptOf({ ...allGathered, ...recordsOf([['tlsVersions', gathered({ value })]]) })).toContain('tlsVersions')
  })

  it('says what is asked again in the order of the plan, and has each artifact on one side', () => {
    const { kept, again } = planResume(nodesOf(), allGathered, now)
    const order = nodesOf().map((node) => node.gatherer.artifact)
    expect(again).toEqual(order.filter((name) => !Object.keys(kept).includes(name)))
  })

  it('does not keep what this run does not ask for', () => {
    const nodes = planGathering(['tlsHandshake'], allGatherers, organisation)
    expect(keptOf(allGathered, nodes).toSorted()).toEqual(['dnsAnswers', 'endpoints', 'tlsHandshake'])
  })
})

/** A graph in which everybody waits only for who stands before, and so has no circle. */
const graphs = fc
  .array(fc.tuple(fc.array(fc.nat(), { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 2 })), {
    minLength: 1,
    maxLength: everything.length,
  })
  .map((waits) =>
    waits.map(([before, beside], place): GraphNode => {
      const name = everything[place] as ArtifactName
      const waitsFor = place === 0 ? [] : before.map((each) => everything[each % place] as ArtifactName)
      const gatherer: AnyGatherer = {
        artifact: name,
        needs: [],
        beside: beside.map((each) => everything[each % waits.length] as ArtifactName),
        gather: async () => undefined,
      }
      return { gatherer, waitsFor }
    }),
  )

const records = fc
  .array(
    fc.oneof(
      fc
        .integer({ min: -KEPT_MILLISECONDS, max: 3 * KEPT_MILLISECONDS })
        .map((milliseconds) => gathered({ milliseconds })),
      fc.constant(gathered({ value: '(not shown)' })),
      fc.constant({ state: 'cancelled', reason: 'The run was stopped.' }),
      fc.constant(undefined),
    ),
    { minLength: everything.length, maxLength: everything.length },
  )
  .map((all) => recordsOf(everything.map((name, place) => [name, all[place]])))

/** Whether something was asked before that for which it waits was. */
function isOlder(of: ArtifactRecords, name: ArtifactName, waitsFor: readonly ArtifactName[]): boolean {
  const startOf = (each: ArtifactName): number => {
    const record = of[each]
    return record?.state === 'gathered' ? Date.parse(record.startedAt) : Number.NaN
  }
  return waitsFor.some((each) => startOf(name) < startOf(each))
}

describe('whatever the graph and the records are', () => {
  it('nothing that is kept hangs on what is asked again, is too old, redacted, or goes by a sign-in', () => {
    fc.assert(
      fc.property(graphs, records, (nodes, before) => {
        const { kept, again } = planResume(nodes, before, now)
        for (const { gatherer, waitsFor } of nodes) {
          const { artifact, beside = [] } = gatherer
          expect(again.includes(artifact)).toBe(!(artifact in kept))
          if (!(artifact in kept)) {
            for (const name of beside) expect(kept).not.toHaveProperty(name)
            continue
          }
          for (const name of waitsFor) expect(kept).toHaveProperty(name)
          expect(isOlder(before, artifact, waitsFor)).toBe(false)
          const record = kept[artifact]
          expect(record).toBe(before[artifact])
          if (record?.state !== 'gathered') throw new Error('It was not gathered.')
          const age = now.getTime() - Date.parse(record.startedAt)
          expect(age).toBeGreaterThanOrEqual(0)
          expect(age).toBeLessThan(KEPT_MILLISECONDS)
          expect(record.value).not.toBe('(not shown)')
          expect(goesBySignIns).not.toContain(artifact)
        }
      }),
    )
  })

  it('the order in which the graph is told makes no difference to what is kept', () => {
    fc.assert(
      fc.property(graphs, records, fc.infiniteStream(fc.nat()), (nodes, before, numbers) => {
        const shuffled = nodes
          .map((node) => ({ node, place: numbers.next().value as number }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ node }) => node)
        const told = planResume(nodes, before, now)
        const other = planResume(shuffled, before, now)
        expect(other.kept).toEqual(told.kept)
        expect(other.again.toSorted()).toEqual(told.again.toSorted())
      }),
    )
  })

  it('no more is asked again than has a reason: keeping any one of it would hang on something that is asked again', () => {
    fc.assert(
      fc.property(graphs, records, (nodes, before) => {
        const { kept, again } = planResume(nodes, before, now)
        for (const name of again) {
          const node = nodes.find(({ gatherer }) => gatherer.artifact === name)
          const record = before[name]
          const age = record?.state === 'gathered' ? now.getTime() - Date.parse(record.startedAt) : -1
          const reasons = [
            record?.state !== 'gathered' ||
              age < 0 ||
              age >= KEPT_MILLISECONDS ||
              record.value === ('(not shown)' as never),
            goesBySignIns.includes(name),
            isOlder(before, name, node?.waitsFor ?? []),
            node?.waitsFor.some((waited) => !(waited in kept)),
            nodes.some(({ gatherer }) => !(gatherer.artifact in kept) && gatherer.beside?.includes(name)),
          ]
          expect(reasons).toContain(true)
        }
      }),
    )
  })
})
