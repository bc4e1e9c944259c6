import { describe, expect, test } from 'vitest'
import type { ArtifactRecords, Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type AnyCheck, defineCheck } from '../../../shared/checks/check.ts'
import { Finding } from '../../../shared/checks/finding.ts'
import { judge } from '../../../shared/checks/judge.ts'
import { endpoints, ewsChallenge, exchange, failure, SEEN_AT } from './artifact-builders.ts'
import { knocks, reachability } from './connection/reachability-builder.ts'

const meta = {
  id: 'ews/door',
  step: 'ews',
  subject: 'The door',
  needs: ['endpoints', 'ewsChallenge'],
  guide: [],
  why: 'Nothing comes in through a door that is shut.',
  outcomes: {
    open: { verdict: 'pass', title: 'The door of {server} is open to {guests}' },
    ajar: { verdict: 'warn', title: 'The door is ajar', advice: 'Open it by {count} more.', remedy: 'ews-urls' },
    hidden: { verdict: 'unknown', title: 'The door of {server} is not seen', advice: 'A light would tell.' },
  },
} as const satisfies AnyCheck['meta']

const door = (run: AnyCheck['run']): AnyCheck => ({ meta, run })
const open = door(() => ({ outcome: 'open', evidence: { server: 'mail', guests: ['ntlm', 'basic'] } }))

const timing = { startedAt: SEEN_AT, milliseconds: 1 }
const gathered: ArtifactRecords = {
  endpoints: { state: 'gathered', ...timing, value: endpoints().endpoints },
  ewsChallenge: { state: 'gathered', ...timing, value: ewsChallenge(exchange(401), ['ntlm']).ewsChallenge },
}

function judged(check: AnyCheck, records: ArtifactRecords = gathered): Finding {
  return Finding.parse(judge(check, records))
}

describe('a check that cannot look', () => {
  test('is skipped where its artifact was blocked, and names what holds the failure', () => {
    const ewsChallenge = {
      state: 'blocked',
      by: 'tlsHandshake',
      reason: 'mail:443 refused the TCP connection.',
    } as const
    expect(judged(open, { ...gathered, ewsChallenge })).toEqual({
      check: 'ews/door',
      step: 'ews',
      outcome: 'blocked',
      verdict: 'skip',
      title: 'The door could not be looked at',
      why: meta.why,
      evidence: {},
      advice: 'Mend this first: mail:443 refused the TCP connection.',
      remedy: null,
      blockedBy: 'tlsHandshake',
      artifacts: ['tlsHandshake'],
    })
  })

  test('names the first artifact that is missing, in the order of its needs', () => {
    const records: ArtifactRecords = {
      endpoints: { state: 'blocked', by: 'autodiscover', reason: 'No address.' },
      ewsChallenge: { state: 'broken', ...timing, message: 'boom' },
    }
    expect(judged(open, records)).toMatchObject({ verdict: 'skip', blockedBy: 'autodiscover' })
  })

  test('is unknown where the run ended first, and says so', () => {
    const ewsChallenge = { state: 'cancelled', reason: 'The run was stopped.' } as const
    expect(judged(open, { ...gathered, ewsChallenge })).toMatchObject({
      outcome: 'not-gathered',
      verdict: 'unknown',
      title: 'The door was not looked at',
      advice: 'The run was stopped. Run again to tell.',
    })
  })

  test('is unknown where nobody gathered for it', () => {
    expect(judged(open, {})).toMatchObject({ verdict: 'unknown', advice: 'Run again to tell.' })
  })

  test('is our bug where our own gatherer broke', () => {
    const ewsChallenge = { state: 'broken', ...timing, message: 'x is not a function' } as const
    expect(judged(open, { ...gathered, ewsChallenge })).toMatchObject({
      outcome: 'threw',
      verdict: 'bug',
      evidence: { detail: 'ewsChallenge: x is not a function' },
    })
  })
})

describe('a check that looks', () => {
  test.each([
    [
      'an error',
      () => {
        throw new Error('no such list')
      },
      'no such list',
    ],
    [
      'something that is no error',
      () => {
        throw 'a text'
      },
      'a text',
    ],
    [
      'a very long error',
      () => {
        throw new Error('x'.repeat(5_000))
      },
      'x'.repeat(500),
    ],
  ])('and throws %s is our bug', (_, run, detail) => {
    const finding = judged(door(run))
    expect(finding).toMatchObject({ outcome: 'threw', verdict: 'bug', evidence: { detail } })
    expect(finding.advice).toContain('says nothing of your server')
  })

  test('and concludes what it did not declare is our bug', () => {
    expect(judged(door(() => ({ outcome: 'gone' })))).toMatchObject({
      verdict: 'bug',
      evidence: { detail: 'the check has no outcome gone' },
    })
  })

  test('and finds a failure that has a finding of its own is skipped', () => {
    const check = door(() => ({ blocked: { by: 'signIns', reason: 'No password was given.' } }))
    expect(judged(check)).toMatchObject({
      outcome: 'blocked',
      verdict: 'skip',
      blockedBy: 'signIns',
      artifacts: ['signIns'],
      advice: 'Mend this first: No password was given.',
      evidence: {},
    })
  })

  test('and leaves a place without evidence shows the place, so that the mistake is seen', () => {
    expect(judged(door(() => ({ outcome: 'hidden' }))).title).toBe('The door of {server} is not seen')
  })

  test('sees what it needs and nothing else', () => {
    let seen: Artifacts | undefined
    const others: ArtifactRecords = { signIns: { state: 'gathered', ...timing, value: { attempts: [], withheld: [] } } }
    judged(
      door((artifacts) => {
        seen = artifacts
        return { outcome: 'open' }
      }),
      { ...gathered, ...others },
    )
    expect(seen).toEqual({ ...endpoints(), ...ewsChallenge(exchange(401), ['ntlm']) })
  })

  test('fills a pass, which has no advice', () => {
    expect(judged(open)).toMatchObject({
      outcome: 'open',
      verdict: 'pass',
      title: 'The door of mail is open to ntlm, basic',
      evidence: { server: 'mail', guests: ['ntlm', 'basic'] },
      advice: null,
      remedy: null,
      artifacts: ['endpoints', 'ewsChallenge'],
    })
  })

  test('fills a warning with its advice and remedy, and leaves out what was not seen', () => {
    const finding = judged(door(() => ({ outcome: 'ajar', evidence: { count: 0, latch: undefined } })))
    expect(finding).toMatchObject({ verdict: 'warn', advice: 'Open it by 0 more.', remedy: 'ews-urls' })
    expect(finding.evidence).toEqual({ count: 0 })
  })

  test('shows what a server sent as plain text, among its own words and beside them', () => {
    const server = 'mail\u202etset\r\n\u001b[2J<b>'
    const finding = judged(door(() => ({ outcome: 'open', evidence: { server, guests: ['a\0', 'b'] } })))
    expect(finding.title).toBe('The door of mail�tset �[2J<b> is open to a�, b')
    expect(finding.evidence).toEqual({ server: 'mail�tset �[2J<b>', guests: ['a�', 'b'] })
    const skipped = judged(door(() => ({ blocked: { by: 'signIns', reason: `${server} is no answer.` } })))
    expect(skipped.advice).toBe('Mend this first: mail�tset �[2J<b> is no answer.')
  })

  test('shows no more of what a server sent than a person reads', () => {
    const guests = Array.from({ length: 10_000 }, (_, index) => `${index}`.padEnd(9_000, 'x'))
    const finding = judged(door(() => ({ outcome: 'open', evidence: { server: 'y'.repeat(1_000_000), guests } })))
    expect(finding.evidence.server).toBe(`${'y'.repeat(2_000)}…`)
    const shown = finding.evidence.guests as string[]
    expect(shown).toHaveLength(301)
    expect(shown[299]).toBe(`${'299'.padEnd(2_000, 'x')}…`)
    expect(shown[300]).toBe('and 9700 more')
    expect(finding.title.length).toBeLessThan(620_000)
  })

  test('fills with the evidence as it is, not as a pattern', () => {
    const evidence = { server: '$& {guests}', guests: 'nobody' }
    expect(judged(door(() => ({ outcome: 'open', evidence }))).title).toBe('The door of $& {guests} is open to nobody')
  })
})

test('an artifact or an outcome that is not declared does not compile', () => {
  const declared = defineCheck({
    meta,
    // @ts-expect-error: signIns is not among the needs.
    run: ({ signIns }) => ({ outcome: signIns ? 'open' : 'ajar' }),
  })
  const concluded = defineCheck({
    meta,
    // @ts-expect-error: gone is not among the outcomes.
    run: () => ({ outcome: 'gone' }),
  })
  expect([declared.meta, concluded.meta]).toEqual([meta, meta])
})

describe('a finding that rests on a failure of the connection', () => {
  const resting = (code: Parameters<typeof failure>[0], detail?: string) =>
    door(() => ({ outcome: 'ajar', evidence: { count: 2 }, failure: failure(code, detail) }))
  const lastLook = (changes: Parameters<typeof reachability>[0]): ArtifactRecords => ({
    ...gathered,
    reachability: { state: 'gathered', ...timing, value: reachability(changes).reachability },
  })
  const lastAnsweredAt = '2026-11-29T00:09:49.300Z'
  const stopped = lastLook({ knocks: knocks(...Array(10).fill('connection-refused')), lastAnsweredAt })
  const bodies = ['response-too-large', 'xml-malformed', 'tls-untrusted', 'http-malformed'] as const

  test.each(['connection-refused', 'connection-reset', 'connection-timed-out', 'response-timed-out'] as const)(
    'says by %s no more than that the server stopped',
    (code) => {
      expect(judged(resting(code), stopped)).toMatchObject({
        verdict: 'skip',
        blockedBy: 'reachability',
        advice:
          'Mend this first: mail.contoso.test:443 stopped taking connections in the middle of the run, after 00:09:49 UTC.',
      })
    },
  )

  test.each(bodies)('stays where it is %s, which no server leaves that stops', (code) => {
    expect(judged(resting(code), stopped)).toMatchObject({ outcome: 'ajar' })
    expect(judge(resting(code), gathered, true)).toMatchObject({ outcome: 'ajar' })
  })

  test.each<[string, ArtifactRecords]>([
    ['nobody looked last', gathered],
    ['the last look was stopped', { ...gathered, reachability: { state: 'cancelled', reason: 'Stopped.' } }],
    ['the server is there', lastLook({ lastAnsweredAt })],
    ['some connections come about', lastLook({ knocks: knocks('connection-refused'), lastAnsweredAt })],
    ['it is not known to have answered', lastLook({ knocks: knocks(...Array(10).fill('connection-refused')) })],
  ])('stays where %s', (_seen, records) => {
    expect(judged(resting('connection-refused'), records)).toMatchObject({ outcome: 'ajar' })
  })

  test('waits for the last look where there is one to come, and what rests on none does not', () => {
    expect(judge(resting('connection-reset'), gathered, true)).toBeUndefined()
    expect(judge(resting('connection-reset'), stopped, true)).toMatchObject({ verdict: 'skip' })
    expect(judge(open, gathered, true)).toMatchObject({ outcome: 'open' })
  })

  test('passes for all that is seen later', () => {
    expect(judged(open, stopped)).toMatchObject({ outcome: 'open' })
  })
})
