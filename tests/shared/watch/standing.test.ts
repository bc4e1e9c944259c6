import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, RunVerdict } from '../../../shared/checks/finding.ts'
import type { CertificateEnd } from '../../../shared/watch/certificate-ends.ts'
import { afterRun, noStanding, Standing } from '../../../shared/watch/standing.ts'
import type { Turn } from '../../../shared/watch/turn.ts'
import type { Observation, Unsettled } from '../../../shared/watch/watched-run.ts'

const HOUR = 3_600_000
const start = Date.parse('2026-11-24T12:00:00Z')

type Seen = {
  verdict: RunVerdict
  unsettled?: Unsettled
  fails?: string[]
  certificates?: CertificateEnd[]
  hours?: number
}

const ready: Seen = { verdict: 'ready' }
const down: Seen = { verdict: 'not-ready', fails: ['connection/https-port'] }
const worse: Seen = { verdict: 'not-ready', fails: ['connection/https-port', 'certificate/names'] }
const offline: Seen = { verdict: 'could-not-tell', unsettled: 'offline' }
const open: Seen = { verdict: 'could-not-tell', unsettled: 'other' }
const bug: Seen = { verdict: 'bug', unsettled: 'bug' }

function findingsOf({ verdict, fails = [] }: Seen): Pick<Finding, 'check' | 'verdict' | 'title'>[] {
  return ['connection/https-port', 'certificate/names'].map((check) => ({
    check,
    verdict: fails.includes(check) ? 'fail' : verdict === 'could-not-tell' ? 'unknown' : 'pass',
    title: `What ${check} says`,
  }))
}

/** What is told at each of these runs, an hour apart unless they say when. */
function tell(runs: readonly Seen[], before: Standing = noStanding): Turn[][] {
  let standing = before
  return runs.map((seen, index) => {
    const run: Observation = {
      organisation: 'Contoso',
      runId: `run-${String(index).padStart(8, '0')}`,
      at: new Date(start + (seen.hours ?? index) * HOUR).toISOString(),
      verdict: seen.verdict,
      ...(seen.unsettled && { unsettled: seen.unsettled }),
      findings: findingsOf(seen),
      certificates: seen.certificates ?? [],
    }
    const told = afterRun(standing, run)
    // It is kept as JSON between two runs.
    standing = Standing.parse(JSON.parse(JSON.stringify(told.standing)))
    return told.turns
  })
}

const kinds = (runs: readonly Seen[]) => tell(runs).map((turns) => turns.map(({ kind }) => kind).join())

describe('What has turned', () => {
  it.each<[string, Seen[], string[]]>([
    ['nothing by the first run, however it came out', [down], ['']],
    ['nothing while all stays as it is', [ready, ready, down, down], ['', '', 'worse', '']],
    ['what was ready and is not', [ready, down], ['', 'worse']],
    ['what is ready again', [down, ready], ['', 'better']],
    ['another check that fails', [down, worse, worse, down], ['', 'more-fails', '', '']],
    [
      'a check that fails again, which had passed in between',
      [down, worse, down, worse],
      ['', 'more-fails', '', 'more-fails'],
    ],
    ['nothing by a run or two that could not tell', [ready, offline, open, ready], ['', '', '', '']],
    ['a verdict on the far side of runs that could not tell', [ready, offline, down], ['', '', 'worse']],
    [
      'that nothing is seen, once, when it lasts',
      [ready, offline, offline, offline, offline],
      ['', '', '', 'cannot-tell', ''],
    ],
    [
      'that something is seen again, only where it was told that nothing was',
      [ready, open, open, open, ready],
      ['', '', '', 'cannot-tell', 'tells-again'],
    ],
    [
      'the worse verdict alone, where it is seen again',
      [ready, bug, bug, bug, down],
      ['', '', '', 'cannot-tell', 'worse'],
    ],
    ['our own bug as something that could not tell', [down, bug, down], ['', '', '']],
    ['a machine that was off the network from the first run on', [offline, offline, offline], ['', '', 'cannot-tell']],
  ])('is %s', (_words, runs, expected) => {
    expect(kinds(runs)).toEqual(expected)
  })

  it('is told once where it goes back and forth, and again when it rests', () => {
    const runs = [ready, down, ready, down, ready, down, ready, down, down, down, down, ready]
    const apart = runs.map((run, index) => ({ ...run, hours: index / 2 }))
    expect(kinds(apart)).toEqual(['', 'worse', 'better', 'worse', 'unsteady', '', '', '', '', 'steady', '', 'better'])
  })

  it('is told each time where it turns a few times a day', () => {
    const runs = [ready, down, ready, down, ready, down].map((run, index) => ({ ...run, hours: index * 4 }))
    expect(kinds(runs)).toEqual(['', 'worse', 'better', 'worse', 'better', 'worse'])
  })

  it('says what from and what to, in words that stand alone', () => {
    const [, turns] = tell([ready, worse])
    expect(turns).toEqual([
      {
        kind: 'worse',
        at: '2026-11-24T13:00:00.000Z',
        runId: 'run-00000001',
        from: 'ready',
        to: 'not-ready',
        title: 'Contoso: no longer ready',
        body: 'What connection/https-port says; and 1 other check fails.',
      },
    ])
    expect(tell([down, down, ready])[2]?.[0]?.body).toBe('Nothing fails any more, after 2 hours.')
    expect(tell([down, { ...ready, hours: 0.5 }])[1]?.[0]?.body).toBe('Nothing fails any more, after 30 minutes.')
    expect(tell([down, { ...ready, hours: 100 }])[1]?.[0]?.body).toBe('Nothing fails any more, after 4 days.')
    const [cannotTell] = tell([ready, offline, offline, offline]).flat()
    expect(cannotTell).toMatchObject({
      from: 'ready',
      to: 'could-not-tell',
      title: 'Contoso: could not tell, 3 runs in a row',
    })
    expect(cannotTell?.body).toMatch(/^Nothing answered this machine/)
  })

  it('never tells of a run that could not tell before the third, nor twice in a row the same verdict', () => {
    const seen = fc.constantFrom(ready, down, worse, offline, open, bug)
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 40 }), (runs) => {
        let last: string | undefined
        let unsettled = 0
        for (const [index, turns] of tell(runs).entries()) {
          unsettled = runs[index]?.unsettled ? unsettled + 1 : 0
          expect(turns.length).toBeLessThanOrEqual(1)
          for (const { kind } of turns) {
            if (unsettled > 0) expect([kind, unsettled]).toEqual(['cannot-tell', 3])
            if (kind === 'better' || kind === 'worse') {
              expect(kind).not.toBe(last)
              last = kind
            }
            if (kind === 'unsteady' || kind === 'steady') last = undefined
          }
        }
      }),
    )
  })
})

describe('A certificate near its end', () => {
  const ending = (days: number, server = '10.0.0.1'): CertificateEnd => ({
    host: 'mail.contoso.test',
    server,
    subject: 'CN=mail.contoso.test',
    issuer: 'CN=Contoso',
    fingerprint: 'AA:BB',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: new Date(start + days * 24 * HOUR).toISOString(),
    seenAt: '2026-11-24T12:00:00.000Z',
  })
  const seenAt = (hours: number, ...certificates: CertificateEnd[]): Seen => ({ verdict: 'ready', hours, certificates })

  it('is told once at each threshold, not by the first run, and once for all servers that show it', () => {
    const both = [ending(31), ending(31, '10.0.0.2')]
    const runs = [0, 12, 25, 48, 17 * 24, 18 * 24].map((hours) => seenAt(hours, ...both))
    expect(kinds(runs)).toEqual(['', '', 'certificate', '', 'certificate', ''])
    expect(tell(runs)[2]?.[0]).toMatchObject({
      title: 'Contoso: a certificate ends in 29 days',
      body: 'That of mail.contoso.test, on 2026-12-25 at 12:00 UTC.',
    })
  })

  it('is told when it has ended', () => {
    const [, turns] = tell([seenAt(0, ending(1)), seenAt(25, ending(1))])
    expect(turns?.[0]?.title).toBe('Contoso: a certificate has ended')
  })

  it('stays told while a run in between sees no certificate, or the clock is set back', () => {
    expect(
      kinds([seenAt(0, ending(31)), seenAt(30, ending(31)), seenAt(40), seenAt(2, ending(31)), seenAt(50, ending(31))]),
    ).toEqual(['', 'certificate', '', '', ''])
  })
})
