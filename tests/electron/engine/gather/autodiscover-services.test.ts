import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { autodiscoverServices } from '../../../../electron/engine/gather/autodiscover-services.ts'
import { createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { Blocked, type GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import { trustOf } from '../../../../electron/engine/wire/trust.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Autodiscover } from '../../../../shared/artifacts/autodiscover.ts'
import type { GivenService } from '../../../../shared/artifacts/autodiscover-service.ts'
import type { AutodiscoverServices } from '../../../../shared/artifacts/autodiscover-services.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import { organisationOf } from '../run/lab-run.ts'

let lab: Lab
let context: GatherContext
beforeAll(async () => {
  lab = await startLab()
  const organisation = organisationOf(lab)
  context = {
    organisation,
    profile: nylas,
    trust: trustOf(organisation),
    signal: new AbortController().signal,
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: randomBytes,
    sleep: async () => undefined,
    redact: (text: string) => text,
    connections: createConnectionPool(),
    limits: defaultHttpLimits,
    gathered: {},
    // Nobody signs in, so that there is neither a password nor a budget to ask.
  } as unknown as GatherContext
})
afterAll(async () => {
  await context.connections.close()
  await lab.close()
})

const at = (path: string) => `https://mail.contoso.test:${lab.ports.https}${path}`
const autodiscover = (settings?: Autodiscover['settings']): Autodiscover => ({
  mailbox: lab.organisation.mailbox,
  attempts: [],
  ...(settings && { settings }),
})
async function look(
  services: GivenService[],
  settings: Autodiscover['settings'] = { externalEwsUrl: at('/EWS/Exchange.asmx') },
): Promise<AutodiscoverServices['given']> {
  const found = await autodiscoverServices.gather({ autodiscover: autodiscover({ ...settings, services }) }, context)
  if (found instanceof Blocked) throw new Error('There is nothing to look at.')
  return found.given
}

it('has nothing to look at without settings', async () => {
  const found = await autodiscoverServices.gather({ autodiscover: autodiscover() }, context)
  expect(found).toBeInstanceOf(Blocked)
  expect(await look([])).toEqual([])
})

it('asks no more than twelve addresses, those for the outside first', async () => {
  const given = (['inside', 'outside'] as const).flatMap((scope) =>
    Array.from({ length: 10 }, (_, index): GivenService => {
      return { service: 'web-mail', scope, url: at(`/${scope}${index}/`) }
    }),
  )
  const before = lab.log.length
  const found = await look(given)
  expect(found.map(({ services, notAsked, exchange }) => [services[0]?.scope, notAsked ?? exchange?.status])).toEqual([
    ...Array.from({ length: 10 }, () => ['outside', 404]),
    ...Array.from({ length: 2 }, () => ['inside', 404]),
    ...Array.from({ length: 8 }, () => ['inside', 'too-many']),
  ])
  expect(lab.log.slice(before).map(({ result }) => result)).toEqual(Array.from({ length: 12 }, () => 'not-asked'))
  expect(new Set(lab.log.slice(before).map(({ connection }) => connection)).size).toBeLessThanOrEqual(4)
})

it.each<[what: string, path: string, reason: string]>([
  ['the address of EWS, in other letters', '/ews/exchange.ASMX', 'looked-at-anyway'],
  ['another file of its virtual directory', '/EWS/UM2007Legacy.asmx', 'beside-ews'],
])('does not ask %s', async (_what, path, reason) => {
  const before = lab.log.length
  const [found] = await look([{ service: 'automatic-replies', scope: 'outside', url: at(path) }])
  expect(found).toMatchObject({ notAsked: reason, schemes: [] })
  expect(lab.log.length).toBe(before)
})

it('asks what begins as the virtual directory of EWS does, and is another', async () => {
  const [found] = await look([{ service: 'voice-mail', scope: 'outside', url: at('/EWSOld/Exchange.asmx') }])
  expect(found).toMatchObject({ exchange: { status: 404 } })
})

it.each([
  ['?path=/options/callanswering', 'no-address'],
  ['http://mail.contoso.test/owa/', 'not-https'],
  ['https://mail.contoso.test.example/owa/', 'foreign-host'],
])('asks nothing at %s', async (url, reason) => {
  expect(await look([{ service: 'options', scope: 'outside', url }])).toMatchObject([{ url, notAsked: reason }])
})
