import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { autodiscoverMobileSync } from '../../../../electron/engine/gather/autodiscover-mobile-sync.ts'
import { autodiscoverSoap } from '../../../../electron/engine/gather/autodiscover-soap.ts'
import { createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { createEwsBackOff } from '../../../../electron/engine/gather/ews-back-off.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import { trustOf } from '../../../../electron/engine/wire/trust.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Autodiscover } from '../../../../shared/artifacts/autodiscover.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import { organisationOf } from '../run/lab-run.ts'

let lab: Lab
let context: GatherContext
beforeAll(async () => {
  lab = await startLab({ faults: ['autodiscover-members-area-first'] })
  const organisation = organisationOf(lab)
  const { password } = lab
  context = {
    organisation,
    password,
    profile: nylas,
    trust: trustOf(organisation),
    signal: new AbortController().signal,
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: randomBytes,
    sleep: async () => undefined,
    timeout: () => new AbortController().signal,
    watchTimers: () => ({ lateMilliseconds: () => 0, stop: () => undefined }),
    budget: await createSignInBudget().begin({
      domain: organisation.domain,
      username: organisation.account?.username,
      password,
    }),
    ewsBackOff: createEwsBackOff({ monotonic: () => performance.now(), sleep: async () => undefined }),
    connections: createConnectionPool(),
    limits: defaultHttpLimits,
    redact: (text) => text,
    gathered: {},
    obstacles: {},
  }
})
afterAll(async () => {
  await context.connections.close()
  await lab.close()
})

function settingsFrom(host: string): Autodiscover {
  const urls = [`https://${host}:${lab.ports.https}/autodiscover/autodiscover.xml`]
  return {
    mailbox: lab.organisation.mailbox,
    attempts: [{ method: 'https-domain', urls, result: 'settings', exchanges: [] }],
    known: {},
  }
}

it('no password goes to the members’ area of the web site that gave settings to everybody', async () => {
  for (const { gather } of [autodiscoverSoap, autodiscoverMobileSync]) {
    const found = await gather({ autodiscover: settingsFrom('contoso.test') }, context)
    expect(found).toMatchObject({ result: 'not-autodiscover', status: 401 })
  }
  expect(context.budget.record().attempts).toEqual([])
})

it('at a server that asks as Exchange does, the other kinds are signed in to', async () => {
  const found = await autodiscoverSoap.gather({ autodiscover: settingsFrom('autodiscover.contoso.test') }, context)
  expect(found).toMatchObject({ result: 'settings', status: 200 })
  expect(context.budget.record().attempts).toMatchObject([{ gatherer: 'autodiscoverSoap', result: 'accepted' }])
})
