import { describe, expect, test } from 'vitest'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import type { RunReadiness } from '../../../electron/api/run-registry.ts'
import { connect } from '../../../shared/contract/connect.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { withAsciiNames } from '../../../shared/organisation/ascii-names.ts'
import { sampleHeader, sampleOrganisation } from '../../shared/contract/samples.ts'

const at = '2026-11-28T14:02:00.000Z'
const password = 'Tr0ub4dor&3'
const username = sampleOrganisation.account?.username ?? ''

/** A run that makes one sign-in with whatever password it is given, which is rejected. */
const rejecting: RunReadiness = async (options) => {
  const { organisation, budget, password: given, onEvent, tryAgain } = options
  onEvent?.({ type: 'started', run: sampleHeader, gatherers: [], checks: [] })
  const name = organisation.account?.username ?? ''
  const account = { domain: organisation.domain, username: name, password: given, tryAgain }
  const run = await budget?.begin(account)
  const request = {
    username: name,
    password: given ?? '',
    scheme: 'ntlm' as const,
    url: 'https://x.test',
    gatherer: 'ntlmSignIn',
  }
  await run?.spend(request, async () => 'rejected')
  return { run: { ...sampleHeader, finishedAt: at }, verdict: 'not-ready', findings: [], artifacts: {} }
}

function open(options: Partial<HandlersOptions> = {}) {
  const handlers = createHandlers({
    host: 'loopback',
    version: '0.1.0',
    runReadiness: rejecting,
    environment: {},
    now: () => new Date(at),
    ...options,
  })
  return connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there)
    return here
  })
}

async function runToItsEnd(client: ReturnType<typeof open>): Promise<void> {
  const { runId } = await client.call('run.start', {})
  for await (const event of client.feed('run.events', { runId })) expect(event).toBeDefined()
}

describe('how the password of the open organisation stands', () => {
  test('is not told without an organisation', async () => {
    await expect(open().call('sign-in.standing', {})).rejects.toMatchObject({ code: 'no-organisation' })
  })

  test.each([{ username }, { password }, null, [], 'x'])('takes no argument such as %j', async (argument) => {
    const client = open({ organisation: sampleOrganisation })
    await expect(client.call('sign-in.standing', argument as never)).rejects.toMatchObject({ code: 'bad-argument' })
  })

  test('is that there is no account, or no password', async () => {
    const { account: _account, ...nobody } = sampleOrganisation
    expect(await open({ organisation: nobody }).call('sign-in.standing', {})).toEqual({ state: 'no-account' })
    expect(await open({ organisation: sampleOrganisation }).call('sign-in.standing', {})).toEqual({
      state: 'no-password',
    })
  })

  test('is rejected after a run that saw it so, and clear again for another password', async () => {
    const client = open({ organisation: sampleOrganisation, password })
    expect(await client.call('sign-in.standing', {})).toEqual({ state: 'clear' })
    await runToItsEnd(client)
    expect(await client.call('sign-in.standing', {})).toEqual({ state: 'rejected', at })
    await client.call('secret.put', { username, password: 'another' })
    expect(await client.call('sign-in.standing', {})).toEqual({ state: 'clear' })
    await client.call('secret.put', { username, password })
    expect(await client.call('sign-in.standing', {})).toEqual({ state: 'rejected', at })
  })

  test('is that of the run also where the domain is written with other letters than ASCII', async () => {
    const written = { domain: 'müller.example', mailbox: 'probe@müller.example', account: { username: 'probe' } }
    const organisation = { ...sampleOrganisation, ...written }
    const asRun: RunReadiness = (options) =>
      rejecting({ ...options, organisation: withAsciiNames(options.organisation) })
    const client = open({ organisation, password, runReadiness: asRun })
    await runToItsEnd(client)
    expect(await client.call('sign-in.standing', {})).toEqual({ state: 'rejected', at })
  })
})
