import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allGatherers } from '../../../../electron/engine/gather/all-gatherers.ts'
import type { AnyGatherer } from '../../../../electron/engine/gather/gatherer.ts'
import { runReadiness } from '../../../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { accounts } from '../../../../lab/users.ts'
import { allChecks } from '../../../../shared/checks/all-checks.ts'
import type { AnyCheck } from '../../../../shared/checks/check.ts'
import { healthyFindings, notPassed, organisationOf, outcomesOf, runAgainst } from './lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

describe('our own mistakes', () => {
  const throwing = (artifact: string): AnyGatherer[] =>
    allGatherers.map((gatherer) =>
      gatherer.artifact === artifact
        ? { ...gatherer, gather: () => Promise.reject(new Error(`it broke over ${lab.password}`)) }
        : gatherer,
    )

  it('a gatherer that throws is a bug, never a fail, and its message holds no password', async () => {
    const { run } = await runAgainst(lab, { gatherers: throwing('ewsChallenge') })
    expect(run.artifacts.ewsChallenge).toMatchObject({ state: 'broken', message: 'it broke over (not shown)' })
    expect(run.verdict).toBe('bug')
    const verdicts = new Set(run.findings.map(({ verdict }) => verdict))
    expect(verdicts).toContain('bug')
    expect(verdicts).not.toContain('fail')
    // What hangs on it is as much our bug, however far behind.
    expect(run.findings.find(({ check }) => check === 'ews/inbox')?.verdict).toBe('bug')
    expect(run.findings.find(({ check }) => check === 'dns/server-name')?.verdict).toBe('pass')
  })

  it('a gatherer that brings back another shape is a bug', async () => {
    const gatherers = allGatherers.map((gatherer) =>
      gatherer.artifact === 'dnsAnswers' ? { ...gatherer, gather: async () => ({ names: 'none' }) } : gatherer,
    )
    const { run } = await runAgainst(lab, { gatherers })
    expect(run.artifacts.dnsAnswers).toMatchObject({ state: 'broken' })
    expect(run.verdict).toBe('bug')
    expect(run.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  })

  it.each<[string, AnyCheck['run']]>([
    [
      'throws',
      () => {
        throw new Error(`it broke over ${lab.password}`)
      },
    ],
    ['concludes what it does not have', () => ({ outcome: 'no-such-outcome' })],
  ])('a check that %s is a bug and leaves the others alone', async (_name, run) => {
    const checks = allChecks.map((check) => (check.meta.id === 'certificate/trust' ? { ...check, run } : check))
    const { run: result } = await runAgainst(lab, { checks })
    expect(result.verdict).toBe('bug')
    const bugs = result.findings.filter(({ verdict }) => verdict !== 'pass')
    expect(bugs.map(({ check, verdict }) => [check, verdict])).toEqual([['certificate/trust', 'bug']])
  })

  it('a check that does not exist cannot be asked for', async () => {
    const asking = runReadiness({ organisation: organisationOf(lab), only: ['dns/server-name', 'no/such-check'] })
    await expect(asking).rejects.toThrow(new RangeError('There is no check no/such-check.'))
  })
})

describe('what nobody told', () => {
  it('the password: nothing is sent, and nobody can tell', async () => {
    const before = lab.log.length
    const { run, outcomes } = await runAgainst(lab, { password: undefined })
    // NTLM's first message, which is `challenged`, names nobody.
    const without = ['not-asked', 'no-credential', 'challenged']
    expect(lab.log.slice(before).filter(({ result }) => !without.includes(result))).toEqual([])
    expect(run.verdict).toBe('could-not-tell')
    expect(outcomes).toMatchObject({ 'sign-in/password': 'not-tried', 'ews/inbox': 'not-tried' })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'bug')).toEqual([])
  })

  it('the account: the same', async () => {
    const { account: _account, ...organisation } = organisationOf(lab)
    const { run, outcomes } = await runAgainst(lab, { organisation })
    expect(run.verdict).toBe('could-not-tell')
    expect(outcomes['sign-in/password']).toBe('not-tried')
    expect(run.artifacts.signIns).toMatchObject({ state: 'gathered', value: { attempts: [] } })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'bug')).toEqual([])
  })

  it('the addresses: Autodiscover is asked for them', async () => {
    const { ews: _ews, activeSync: _activeSync, ...organisation } = organisationOf(lab)
    const { run } = await runAgainst(lab, { organisation })
    expect(run.verdict).toBe('ready')
    expect(run.artifacts.endpoints).toMatchObject({
      value: {
        ews: {
          source: 'autodiscover',
          url: expect.stringMatching(/^https:\/\/mail\.contoso\.test:\d+\/EWS\/Exchange\.asmx$/i),
        },
        activeSync: {
          source: 'autodiscover',
          url: expect.stringMatching(/^https:\/\/mail\.contoso\.test:\d+\/Microsoft-Server-ActiveSync$/i),
        },
      },
    })
  })

  it('the addresses, and Autodiscover does not know them: nothing is failed that was not looked at', async () => {
    const { ews: _ews, activeSync: _activeSync, ...organisation } = organisationOf(lab)
    const { run } = await runAgainst(lab, { organisation: { ...organisation, mailbox: 'nobody@contoso.test' } })
    expect(run.artifacts.endpoints).toMatchObject({ state: 'blocked', by: 'autodiscover' })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'bug')).toEqual([])
    expect(run.verdict).toBe('could-not-tell')
  })
})

describe('a healthy organisation', () => {
  it('is ready, and every finding passes that can', async () => {
    const { run } = await runAgainst(lab)
    expect(notPassed(run)).toEqual(healthyFindings)
    expect(run.findings).toHaveLength(allChecks.length)
    expect(run.verdict).toBe('ready')
    expect(run.run).not.toHaveProperty('endedEarly')
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('is ready for an account and a password beyond ASCII', async () => {
    const organisation = {
      ...organisationOf(lab),
      mailbox: accounts.zoë.mailbox,
      account: { username: 'CONTOSO\\zoë' },
    }
    const { run } = await runAgainst(lab, { organisation, password: accounts.zoë.password })
    expect(run.verdict).toBe('ready')
    expect(JSON.stringify(run)).not.toContain(accounts.zoë.password)
  })

  it('is looked at in part, when only some checks are asked for', async () => {
    const before = lab.log.length
    const only = ['dns/server-name', 'certificate/validity']
    const { run, outcomes } = await runAgainst(lab, { only })
    expect(outcomes).toEqual({ 'dns/server-name': 'resolves', 'certificate/validity': 'valid' })
    expect(Object.keys(run.artifacts).toSorted()).toEqual([
      'certificatePaths',
      'dnsAnswers',
      'endpoints',
      'tlsHandshake',
    ])
    expect(run.run.only).toEqual(only)
    expect(lab.log.slice(before)).toEqual([])
  })

  it('is asked for a domain outside ASCII by its A-labels, and told by the name that was written', async () => {
    const written = { domain: 'müller.test', mailbox: 'probe@müller.test' }
    const organisation = { ...organisationOf(lab), ...written }
    const { run } = await runAgainst(lab, { organisation, only: ['dns/autodiscover-name', 'autodiscover/well-known'] })
    const { dnsAnswers } = run.artifacts
    const names = dnsAnswers?.state === 'gathered' ? dnsAnswers.value.names.map(({ name }) => name) : []
    expect(names).toEqual(expect.arrayContaining(['autodiscover.xn--mller-kva.test', 'xn--mller-kva.test']))
    expect(run.run.organisation).toMatchObject(written)
    expect(JSON.stringify(run.artifacts)).not.toContain('müller.test')
  })

  it('is asked for each check alone, and each says the same as with all others', async () => {
    const { outcomes } = await runAgainst(lab)
    for (const { meta } of allChecks) {
      const alone = await runAgainst(lab, { only: [meta.id] })
      // Alone, fewer sign-ins are made; what comes of them is the same.
      expect(alone.outcomes).toEqual({ [meta.id]: outcomes[meta.id] })
    }
  })

  it('is told by the clock and the randomness that are handed in', async () => {
    const now = () => new Date('2026-01-02T03:04:05Z')
    const run = await runReadiness({
      organisation: organisationOf(lab),
      only: ['dns/server-name'],
      now,
      random: (length) => Buffer.alloc(length, 7),
      monotonic: () => 0,
    })
    expect(run.run).toMatchObject({
      id: `run-${now().getTime().toString(36)}-070707070707`,
      startedAt: '2026-01-02T03:04:05.000Z',
      finishedAt: '2026-01-02T03:04:05.000Z',
    })
    expect(run.artifacts.dnsAnswers).toMatchObject({ milliseconds: 0 })
  })
})

describe('the connections to a server', () => {
  /** Passes bytes on to the lab, and counts how many connections stand at once. */
  async function startCounter(port: number): Promise<{ server: Server; port: number; most: () => number }> {
    const standing = new Set<Socket>()
    let most = 0
    const server = createServer((client) => {
      standing.add(client)
      const onward = connect(port, '127.0.0.1')
      for (const ending of ['end', 'error', 'close']) client.once(ending, () => standing.delete(client))
      // Those that stand when its first answer comes, and still do when what had come meanwhile was read: one that we
      // closed to make room is told of here a little later.
      onward.once('data', () => {
        const then = new Set(standing)
        setImmediate(() =>
          setImmediate(() => {
            most = Math.max(most, [...then].filter((each) => standing.has(each)).length)
          }),
        )
      })
      for (const [one, other] of [
        [client, onward],
        [onward, client],
      ] as const) {
        one.on('error', () => other.destroy())
        one.on('close', () => other.destroy())
        one.pipe(other)
      }
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return { server, port: typeof address === 'object' && address ? address.port : 0, most: () => most }
  }

  it('are four at once at most, and more than one', async () => {
    // Slow enough that whatever may be asked side by side is.
    const slow = await startLab({ latencyMilliseconds: 30 })
    const counter = await startCounter(slow.ports.https)
    try {
      const told = organisationOf(slow)
      const through = (url: string) => url.replace(`:${slow.ports.https}/`, `:${counter.port}/`)
      const organisation = {
        ...told,
        httpsPort: counter.port,
        ews: { url: through(told.ews?.url ?? '') },
        activeSync: { url: through(told.activeSync?.url ?? '') },
      }
      const { run } = await runAgainst(slow, { organisation })
      expect(outcomesOf(run.findings)['ews/inbox']).toBe('opened')
      expect(counter.most()).toBeGreaterThan(1)
      expect(counter.most()).toBeLessThanOrEqual(4)
    } finally {
      counter.server.close()
      await slow.close()
    }
  })
})
