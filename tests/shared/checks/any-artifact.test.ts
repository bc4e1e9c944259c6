import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { TlsHandshake } from '../../../shared/artifacts/tls-handshake.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { type AnyCheck, defineCheck } from '../../../shared/checks/check.ts'
import { Finding } from '../../../shared/checks/finding.ts'
import { judge } from '../../../shared/checks/judge.ts'
import failures from '../../fixtures/recorded-failures.json' with { type: 'json' }
import healthy from '../../fixtures/recorded-healthy.json' with { type: 'json' }
import { artifactLike, artifactOfSchema } from './artifact-arbitrary.ts'

const TIMES = 200
/** Seconds on a machine of its own; other tests may leave it little. */
const PATIENCE_MILLISECONDS = 120_000

type Make = (name: ArtifactName) => fc.Arbitrary<unknown>

/** Everything that a check needs, gathered. */
function recordsOf(check: AnyCheck, make: Make): fc.Arbitrary<ArtifactRecords> {
  const gathered = (value: unknown) => ({
    state: 'gathered',
    startedAt: '2026-11-24T10:00:00.000Z',
    milliseconds: 1,
    value,
  })
  const records = Object.fromEntries(check.meta.needs.map((name) => [name, make(name).map(gathered)]))
  return fc.record(records) as fc.Arbitrary<ArtifactRecords>
}

/** Two runs against the lab, one of them with failures; what neither has is made out of its schema. */
const asSeen: Make = (name) => {
  const values = [healthy, failures].flatMap((artifacts) => {
    const record = (artifacts as Record<string, { state: string; value?: unknown }>)[name]
    return record?.state === 'gathered' ? [record.value] : []
  })
  if (values.length === 0) return artifactOfSchema(name)
  return fc.constantFrom(...values).chain((value) => artifactLike(name, value))
}

/** Never our bug, and no word of a program's in what a person reads. */
function isSound(check: AnyCheck, make: Make) {
  return fc.property(recordsOf(check, make), (records) => {
    const finding = Finding.parse(judge(check, records))
    expect(finding.verdict, String(finding.evidence.detail)).not.toBe('bug')
    expect(JSON.stringify(finding)).not.toMatch(/\bundefined\b|\bNaN\b|\bInfinity\b|\[object |Invalid Date/)
  })
}

describe.each(allChecks.map((check) => [check.meta.id, check] as const))(
  '%s has an outcome',
  { timeout: PATIENCE_MILLISECONDS },
  (_id, check) => {
    it('for whatever its artifacts may hold', () => {
      fc.assert(isSound(check, artifactOfSchema), { numRuns: TIMES })
    })

    it('for what was seen, changed in a few places', () => {
      fc.assert(isSound(check, asSeen), { numRuns: TIMES })
    })
  },
)

describe('a check is found out that', () => {
  const checkOf = (textOf: (handshake: TlsHandshake) => string) =>
    defineCheck({
      meta: {
        id: 'certificate/door',
        step: 'certificate',
        subject: 'The door',
        needs: ['tlsHandshake'],
        guide: [],
        why: '',
        outcomes: { open: { verdict: 'pass', title: '{text}' } },
      },
      run: ({ tlsHandshake }) => ({ outcome: 'open', evidence: { text: textOf(tlsHandshake) } }),
    }) as unknown as AnyCheck

  it.each<[string, AnyCheck]>([
    ['counts on a certificate', checkOf(({ chain: [leaf] }) => (leaf as { subject: string }).subject)],
    ['counts on a day', checkOf(({ chain }) => chain.map(({ validTo }) => new Date(validTo).toISOString()).join())],
    ['shows what is not there', checkOf(({ cipher }) => `${cipher}`)],
    ['shows a number that is none', checkOf(({ chain }) => chain.map(({ validTo }) => Date.parse(validTo)).join())],
  ])('%s', (_name, check) => {
    expect(fc.check(isSound(check, artifactOfSchema), { numRuns: TIMES }).failed).toBe(true)
    expect(fc.check(isSound(check, asSeen), { numRuns: 2_000 }).failed).toBe(true)
  })
})
