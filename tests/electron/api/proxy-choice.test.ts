import { expect, test } from 'vitest'
import { createHandlers } from '../../../electron/api/handlers.ts'
import type { ProxyFor } from '../../../electron/engine/wire/proxy.ts'
import { connect } from '../../../shared/contract/connect.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { sampleHeader, sampleOrganisation } from '../../shared/contract/samples.ts'

const proxyFor: ProxyFor = async () => 'direct'

function open() {
  const given: { run: (ProxyFor | undefined)[]; search: (ProxyFor | undefined)[] } = { run: [], search: [] }
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', environment: {}, organisation: sampleOrganisation, proxyFor },
    runReadiness: async (options) => {
      given.run.push(options.proxyFor)
      const run = { ...sampleHeader, id: `run-20260101-000${given.run.length}` }
      options.onEvent?.({ type: 'started', run, gatherers: [], checks: [] })
      return { run: { ...run, finishedAt: run.startedAt }, verdict: 'ready', findings: [], artifacts: {} }
    },
    discoverServers: async (options) => {
      given.search.push(options.proxyFor)
      const discovery = { found: [], missing: [] } as never
      options.onEvent?.({ type: 'done', discovery })
      return discovery
    },
  })
  const client = connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there)
    return here
  })
  const search = async () => {
    const feed = handlers.feeds['organisation.discover']({ mailbox: 'a@contoso.test' }, 0, new AbortController().signal)
    for await (const _event of feed);
  }
  return { client, given, search }
}

test.each([
  ['none', undefined],
  ['system', proxyFor],
] as const)('with the proxy %s in the settings, runs and searches are given what fits', async (proxy, expected) => {
  const { client, given, search } = open()
  await client.call('settings.save', { settings: { ...defaultSettings, proxy } })
  await client.call('run.start', {})
  await search()
  expect(given).toEqual({ run: [expected], search: [expected] })
})

test('the choice holds from the next run on, and none is the first', async () => {
  const { client, given } = open()
  await client.call('run.start', {})
  await expect.poll(async () => (await client.call('run.list', {})).active).toBeNull()
  await client.call('settings.save', { settings: { ...defaultSettings, proxy: 'system' } })
  await client.call('run.start', {})
  expect(given.run).toEqual([undefined, proxyFor])
})
