import { describe, expect, it } from 'vitest'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import { heldBackOf, isOffline, lackedPassword, observationOf } from '../../../shared/watch/watched-run.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runOf } from '../../fixtures/run-of.ts'
import { at } from '../../fixtures/run-parts.ts'
import { readyArtifacts, runReady } from '../../fixtures/run-ready.ts'
import { runRejected } from '../../fixtures/run-rejected.ts'

const silent: Failure = { code: 'resolver-unreachable', where: '10.0.0.53', detail: 'ETIMEOUT' }

/** The records of a healthy run in which DNS failed like this, and the connection like that. */
function records(dns: Failure | undefined, connection: Failure, address = '10.0.0.14'): ArtifactRecords {
  const { dnsAnswers, tlsHandshake } = structuredClone(readyArtifacts)
  if (dnsAnswers?.state !== 'gathered' || tlsHandshake?.state !== 'gathered') throw new Error('not gathered')
  for (const name of dnsAnswers.value.names) if (dns) Object.assign(name, { addresses: [], failure: dns })
  const { host, port, seenAt } = tlsHandshake.value
  tlsHandshake.value = { host, port, seenAt, address, chain: [], pinned: false, trusted: false, failure: connection }
  return { dnsAnswers, tlsHandshake }
}

const noNetwork: Failure = { code: 'host-unreachable', where: '10.0.0.14:443', detail: 'ENETUNREACH' }
const timedOut: Failure = { code: 'connection-timed-out', where: '10.0.0.14:443' }

describe('A machine that is off the network', () => {
  it.each<[string, ArtifactRecords, boolean]>([
    ['where no name server answers at all', records(silent, silent), true],
    ['where the system has no network', records(undefined, noNetwork), true],
    ['not where it is IPv6 alone that the system lacks', records(undefined, noNetwork, '2001:db8::14'), false],
    ['not where the server alone is silent', records(undefined, timedOut), false],
    ['not where a name server says that there is no such name', runAllBlocked.artifacts, false],
    [
      'not where the server cannot be reached by a route',
      records(undefined, { ...noNetwork, detail: 'EHOSTUNREACH' }),
      false,
    ],
    ['not where all is well', runReady.artifacts, false],
    ['not where much fails', runManyFailures.artifacts, false],
    ['not where nothing was asked', {}, false],
  ])('is seen %s', (_words, artifacts, offline) => {
    expect(isOffline({ artifacts })).toBe(offline)
  })

  it('says nothing of the servers, whatever the checks make of it', () => {
    const run = runOf('offline', records(undefined, noNetwork))
    expect(run.verdict).toBe('not-ready')
    expect(observationOf(run, false)).toMatchObject({ verdict: 'could-not-tell', unsettled: 'offline' })
  })
})

describe('What the watch makes of a run', () => {
  it('is its verdict, where that says something of the servers', () => {
    expect(observationOf(runReady, false)).toMatchObject({
      organisation: 'Contoso',
      runId: runReady.run.id,
      at: at(0),
      verdict: 'ready',
    })
    expect(observationOf(runReady, false).unsettled).toBeUndefined()
    expect(observationOf(runManyFailures, false)).toMatchObject({ verdict: 'not-ready' })
  })

  it('is nothing, where the machine slept in the middle of it or Postern failed', () => {
    expect(observationOf(runManyFailures, true)).toMatchObject({ verdict: 'could-not-tell', unsettled: 'slept' })
    expect(observationOf({ ...runReady, verdict: 'bug' }, false)).toMatchObject({ verdict: 'bug', unsettled: 'bug' })
    expect(observationOf({ ...runReady, verdict: 'could-not-tell' }, false).unsettled).toBe('other')
  })
})

describe('A password that is held back', () => {
  const { signIns } = readyArtifacts
  const withheld = (reason: WithheldReason, since?: string): ArtifactRecords => {
    if (signIns?.state !== 'gathered') throw new Error('not gathered')
    const one = { gatherer: 'ntlmSignIn', url: 'https://mail.contoso.test/EWS', reason, ...(since && { since }) }
    return { signIns: { ...signIns, value: { ...signIns.value, attempts: [], withheld: [one] } } }
  }

  it('is told with the moment when it was rejected', () => {
    expect(heldBackOf({ artifacts: withheld('password-rejected-before', at(7)) })).toEqual({
      sentence:
        'This password has been rejected once, and a rejected password is not sent again unless you ask for it.',
      since: at(7),
    })
    expect(
      observationOf({ ...runReady, verdict: 'could-not-tell', artifacts: withheld('password-rejected-before') }, false)
        .unsettled,
    ).toBe('held-back')
  })

  it('is told by the very run in which it is rejected', () => {
    expect(heldBackOf(runRejected)?.since).toMatch(/^2026-/)
  })

  it('is not where there is another reason, or none', () => {
    expect(heldBackOf({ artifacts: withheld('not-offered') })).toBeNull()
    expect(heldBackOf(runReady)).toBeNull()
    expect(heldBackOf({ artifacts: {} })).toBeNull()
  })

  it('is another thing than that there was none', () => {
    expect(heldBackOf({ artifacts: withheld('no-password') })).toBeNull()
    expect(lackedPassword({ artifacts: withheld('no-password') })).toEqual({
      sentence: 'No password is held for its account.',
    })
    expect(lackedPassword({ artifacts: withheld('no-account') })).toBeNull()
    expect(lackedPassword(runReady)).toBeNull()
    expect(lackedPassword({ artifacts: {} })).toBeNull()
  })
})
