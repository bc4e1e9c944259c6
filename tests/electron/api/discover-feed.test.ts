import { describe, expect, test } from 'vitest'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import type { DiscoverOptions, discoverServers } from '../../../electron/engine/run/discover-servers.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import type { Discovery, DiscoveryEvent } from '../../../shared/organisation/discovery.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'

const password = 'Tr0ub4dor&3'
const { mailbox, domain } = sampleOrganisation
const username = sampleOrganisation.account?.username ?? ''
const nothing: Discovery = { mailbox, domain, found: [], inVain: [], toType: [], remarks: [] }

/** Searches that tell their options, and go on as the test says. */
function createSearches() {
  const searches: { options: DiscoverOptions; finish(discovery?: Discovery): void; fail(error: unknown): void }[] = []
  const discover: typeof discoverServers = (options) =>
    new Promise((resolve, reject) => {
      options.signal.addEventListener('abort', () => resolve({ ...nothing, endedEarly: 'cancelled' }))
      searches.push({
        options,
        fail: reject,
        finish(discovery = nothing) {
          options.onEvent?.({ type: 'done', discovery })
          resolve(discovery)
        },
      })
      options.onEvent?.({ type: 'asking', question: { what: 'names', where: domain } })
    })
  return { searches, discover }
}

function open(options: Partial<HandlersOptions> = {}) {
  const { searches, discover } = createSearches()
  const bugs: ContractBug[] = []
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', environment: {}, discoverServers: discover },
    runReadiness: () => Promise.reject(new Error('no run is started here')),
    ...options,
  })
  const client = connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there, { onBug: (bug) => bugs.push(bug) })
    return here
  })
  return { searches, handlers, client, bugs }
}

async function readAll(feed: AsyncIterable<DiscoveryEvent>): Promise<DiscoveryEvent[]> {
  const all: DiscoveryEvent[] = []
  for await (const event of feed) all.push(event)
  return all
}

/** Reads until the search has begun. */
async function begun(feed: AsyncIterable<DiscoveryEvent>) {
  const iterator = feed[Symbol.asyncIterator]()
  expect(await iterator.next()).toMatchObject({ value: { type: 'asking' } })
  return iterator
}

describe('a password', () => {
  async function passwordOf(app: ReturnType<typeof open>, request: object): Promise<string | undefined> {
    const iterator = await begun(app.client.feed('organisation.discover', { mailbox, ...request }))
    app.searches.at(-1)?.finish()
    while (!(await iterator.next()).done);
    return app.searches.at(-1)?.options.password
  }

  test('is sent nowhere but for its own account, domain and reference', async () => {
    const app = open({ organisation: sampleOrganisation, password })
    const { secret } = await app.client.call('organisation.read', {})
    const reference = secret?.reference ?? ''
    expect(await passwordOf(app, { username, secret: reference })).toBe(password)
    expect(await passwordOf(app, {})).toBeUndefined()
    expect(await passwordOf(app, { username })).toBeUndefined()
    expect(await passwordOf(app, { secret: reference })).toBeUndefined()
    expect(await passwordOf(app, { username, secret: 'secret-of-another' })).toBeUndefined()
    expect(await passwordOf(app, { username: 'CONTOSO\\other', secret: reference })).toBeUndefined()
    expect(await passwordOf(app, { mailbox: 'anna@evil.test', username, secret: reference })).toBeUndefined()
  })

  test('is in nothing that is told, whoever sent it', async () => {
    const app = open({ organisation: sampleOrganisation, password })
    const feed = readAll(app.client.feed('organisation.discover', { mailbox }))
    await expect.poll(() => app.searches.length).toBe(1)
    const inVain = [
      { looked: 'autodiscover', where: `https://${domain}/`, why: 'error-response', detail: password },
    ] as const
    app.searches[0]?.finish({ ...nothing, inVain: [...inVain] })
    const told = JSON.stringify(await feed)
    expect(told).toContain('(not shown)')
    expect(told).not.toContain(password)
  })
})

describe('a search', () => {
  test('ends with its reader', async () => {
    const { client, searches } = open()
    const iterator = await begun(client.feed('organisation.discover', { mailbox }))
    expect(searches[0]?.options.signal.aborted).toBe(false)
    await iterator.return?.()
    await expect.poll(() => searches[0]?.options.signal.aborted).toBe(true)
  })

  test('gives way to the next one', async () => {
    const { client, searches } = open()
    const first = await begun(client.feed('organisation.discover', { mailbox }))
    const second = await begun(client.feed('organisation.discover', { mailbox: `other@${domain}` }))
    expect(searches.map(({ options }) => options.signal.aborted)).toEqual([true, false])
    expect((await first.next()).done).toBe(true)
    searches[1]?.finish()
    expect((await second.next()).value).toMatchObject({ type: 'done' })
    expect((await second.next()).done).toBe(true)
  })

  test('is made again after a lost connection, and its events go on in number', async () => {
    const { handlers, searches } = open()
    const feed = handlers.feeds['organisation.discover']({ mailbox }, 4, new AbortController().signal)
    const numbers: number[] = []
    for await (const { seq } of feed) {
      numbers.push(seq)
      if (numbers.length === 1) searches[0]?.finish()
    }
    expect(numbers).toEqual([5, 6])
  })

  test('that throws is a bug of ours, and the next one goes on', async () => {
    const { client, searches, bugs } = open({ organisation: sampleOrganisation, password })
    const feed = readAll(client.feed('organisation.discover', { mailbox }))
    await expect.poll(() => searches.length).toBe(1)
    searches[0]?.fail(new Error(`no ${password}`))
    await expect(feed).rejects.toMatchObject({ code: 'internal' })
    expect(JSON.stringify(bugs)).not.toContain(password)
    await begun(client.feed('organisation.discover', { mailbox }))
  })

  test('asks the resolvers of the settings, unless it is told others', async () => {
    const { client, searches } = open()
    await client.call('settings.save', { settings: { ...defaultSettings, resolvers: ['10.0.0.53'] } })
    await begun(client.feed('organisation.discover', { mailbox }))
    await begun(client.feed('organisation.discover', { mailbox, resolvers: ['10.0.0.54'] }))
    expect(searches.map(({ options }) => options.resolvers)).toEqual([['10.0.0.53'], ['10.0.0.54']])
  })
})
