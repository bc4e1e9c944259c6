import { describe, expect, test } from 'vitest'
import type { Desktop } from '../../../electron/api/desktop.ts'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import { createMemoryPasswordStore, type PasswordStore } from '../../../electron/api/password-store.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { FeedEvent } from '../../../shared/contract/contract.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { sampleHeader, sampleOrganisation } from '../../shared/contract/samples.ts'

// What the handlers do with what their host gives them: a keychain that goes away, and a desktop.

/** A keychain that is left for memory when the test says so, with what was written still in it. */
function createFadingStore() {
  const memory = createMemoryPasswordStore()
  const listeners: (() => void)[] = []
  let gone = false
  const store: PasswordStore = {
    ...memory,
    kind: async () => (gone ? 'memory' : 'keychain'),
    remove: async (service, account) => (gone ? false : memory.remove(service, account)),
    onMemory: (listener) => listeners.push(listener),
  }
  const fade = (): void => {
    gone = true
    for (const listener of listeners) listener()
  }
  return { store, fade }
}

type OpenOptions = Pick<HandlersOptions, 'passwords' | 'desktop' | 'store' | 'onTrouble'> & {
  endedEarly?: 'cancelled' | 'deadline'
}

function open(options: OpenOptions = {}) {
  const { endedEarly, ...host } = options
  const run = { ...sampleHeader, ...(endedEarly && { endedEarly }) }
  const handlers = createHandlers({
    host: 'electron',
    version: '0.1.0',
    organisation: sampleOrganisation,
    runReadiness: async ({ onEvent }) => {
      onEvent?.({ type: 'started', run, gatherers: [], checks: [] })
      onEvent?.({ type: 'finished', verdict: 'not-ready', run })
      return { run, verdict: 'not-ready', findings: [], artifacts: {} }
    },
    ...host,
  })
  const [windowPort, hostPort] = createMemoryPorts()
  serve(handlers, hostPort)
  return { handlers, client: connect(async () => windowPort) }
}

/** The events for a window from now on, as far as they have come. */
async function listen(client: ReturnType<typeof open>['client']): Promise<FeedEvent<'app.events'>[]> {
  const heard: FeedEvent<'app.events'>[] = []
  void (async () => {
    for await (const event of client.feed('app.events', {})) heard.push(event)
  })()
  await client.call('app.about', {})
  return heard
}

describe('a keychain that is left for memory', () => {
  test('is told to the window, which asks where passwords are kept', async () => {
    const { store, fade } = createFadingStore()
    const { client } = open({ passwords: store })
    expect(await client.call('app.about', {})).toMatchObject({ passwords: 'keychain' })
    const heard = await listen(client)
    fade()
    await expect.poll(() => heard).toEqual([{ type: 'changed', what: 'about' }])
    expect(await client.call('app.about', {})).toMatchObject({ passwords: 'memory' })
  })

  test('may still have the password that is to be forgotten, which is said, and it is not used any more', async () => {
    const { store, fade } = createFadingStore()
    const { client } = open({ passwords: store })
    const { reference } = await client.call('secret.put', { username: 'CONTOSO\\anna', password: 'Tr0ub4dor&3' })
    fade()
    await expect(client.call('secret.forget', { reference })).rejects.toMatchObject({ code: 'keychain-left' })
    expect(await client.call('organisation.read', {})).toMatchObject({ secret: null })
  })

  test('is said when everything is deleted, which is deleted all the same', async () => {
    const { store, fade } = createFadingStore()
    const { client } = open({ passwords: store })
    await client.call('secret.put', { username: 'CONTOSO\\anna', password: 'Tr0ub4dor&3' })
    fade()
    await expect(client.call('data.deleteAll', {})).rejects.toMatchObject({ code: 'keychain-left' })
    expect(await client.call('organisation.list', {})).toEqual({ organisations: [], open: null })
  })
})

describe('a desktop', () => {
  function createDesktop() {
    const told: string[] = []
    const desktop: Desktop = {
      savePdf: async (name) => ({ outcome: 'saved', file: `/home/anna/${name}.pdf` }),
      notify: (sentence) => told.push(sentence),
    }
    return { told, desktop }
  }

  test('that there is none of is said to a window that wants a PDF', async () => {
    const { client } = open()
    expect(await client.call('window.savePdf', { name: 'Contoso' })).toEqual({ outcome: 'unavailable' })
  })

  test('saves a PDF under the name that the window suggests', async () => {
    const { client } = open(createDesktop())
    const saved = await client.call('window.savePdf', { name: 'Contoso' })
    expect(saved).toEqual({ outcome: 'saved', file: '/home/anna/Contoso.pdf' })
  })

  test.each([
    ['that has ended', {}, ['The run of Contoso has ended: not ready.']],
    ['that took too long', { endedEarly: 'deadline' as const }, ['The run of Contoso has ended: not ready.']],
    ['that somebody stopped', { endedEarly: 'cancelled' as const }, []],
  ])('tells of a run %s', async (_what, options, expected) => {
    const { told, desktop } = createDesktop()
    const { client } = open({ desktop, ...options })
    const { runId } = await client.call('run.start', {})
    for await (const _event of client.feed('run.events', { runId }));
    expect(told).toEqual(expected)
  })

  test('tells nothing where notifications are switched off', async () => {
    const { told, desktop } = createDesktop()
    const { client } = open({ desktop })
    const settings = await client.call('settings.read', {})
    await client.call('settings.save', { settings: { ...settings, notifications: false } })
    const { runId } = await client.call('run.start', {})
    for await (const _event of client.feed('run.events', { runId }));
    expect(told).toEqual([])
  })

  test('has a menu, whose commands reach the window', async () => {
    const { client, handlers } = open()
    const heard = await listen(client)
    handlers.tell({ type: 'command', command: 'go-report' })
    await expect.poll(() => heard).toEqual([{ type: 'command', command: 'go-report' }])
  })
})

describe('what is to be told of what is kept', () => {
  test('is told to the window and to whoever looks at the host, beside what was told of the start', async () => {
    const kept = openStore({ directory: null })
    const begin = () => {
      throw new StoreRefused('The disk is full.')
    }
    const store = { ...kept, notice: 'What was kept is damaged.', runs: { ...kept.runs, begin } }
    const told: string[] = []
    const { client } = open({ store, onTrouble: (sentence) => told.push(sentence) })
    expect(await client.call('app.about', {})).toMatchObject({ notice: 'What was kept is damaged.' })
    const heard = await listen(client)
    const { runId } = await client.call('run.start', {})
    for await (const event of client.feed('run.events', { runId })) expect(event).toBeDefined()
    await expect.poll(() => heard).toContainEqual({ type: 'changed', what: 'about' })
    const { notice } = await client.call('app.about', {})
    expect(notice).toMatch(
      /^What was kept is damaged\. A run could not be kept\. The disk is full\. .* save it as a file/,
    )
    expect(told).toEqual(['A run could not be kept. The disk is full.'])
    expect((await client.call('run.list', {})).runs).toMatchObject([{ state: 'ended', verdict: 'not-ready' }])
    await client.call('data.deleteAll', {})
    expect(await client.call('run.list', {})).toEqual({ runs: [], active: null })
    await expect(client.call('run.read', { runId })).rejects.toMatchObject({ code: 'no-such-run' })
  })
})
