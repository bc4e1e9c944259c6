import { describe, expect, it } from 'vitest'
import {
  createRunHereStore,
  isHeldBack,
  isOver,
  isPreviewed,
  type LiveWanted,
  runHereStoreOf,
  shownFor,
} from '../../../../renderer/desks/quarantine/run-here-store.ts'
import type { CallArgument, Client, FeedEvent } from '../../../../shared/contract/contract.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import { createFakeClient } from '../../store/fake-client.ts'

type Event = FeedEvent<'quarantine.live-events'>
type Answers = Parameters<typeof createFakeClient>[0]

const server = 'exch01.contoso.local'
const of = { what: 'tray', tray: 'one' } as const
const preview: LiveWanted = { part: 'preview', of }
const apply: LiveWanted = { part: 'apply', of }
const begun: Event = { type: 'begun', part: 'preview', server, username: null, commands: 2 }
const counts = { done: 2, refused: 0, unclear: 0, 'not-run': 0 }
const ended: Extract<Event, { type: 'ended' }> = { type: 'ended', counts, error: null, previewed: 'live-1', undo: null }

function clientThatTells(events: readonly Event[], answers: Answers = {}, end?: () => Promise<void>) {
  const fake = createFakeClient({
    'quarantine.live-plan': ({ offset }) => ({
      ...{ outcome: 'plan', command: 'powershell.exe', text: offset === 0 ? 'one ' : 'two', characters: 7 },
      ...{ next: offset === 0 ? 4 : null, commands: 2, shown: 'digest' },
    }),
    'quarantine.live-start': () => ({ outcome: 'started', run: 'live-1' }),
    'quarantine.live-last': () => ({ run: null }),
    'quarantine.live-stop': () => ({}),
    ...answers,
  })
  const client: Client = {
    ...fake,
    async *feed() {
      yield* events as never[]
      await end?.()
    },
  }
  const started = () =>
    fake.calls
      .filter(([name]) => name === 'quarantine.live-start')
      .map(([, argument]) => argument as CallArgument<'quarantine.live-start'>)
  return { client, started, calls: fake.calls }
}

async function shown(client: Client, wanted = preview) {
  const store = createRunHereStore(client, 'tray')
  store.getState().name(server)
  await store.getState().describe(wanted, undefined)
  return store
}

describe('What is run from here', () => {
  it('is nothing but what was shown for that server, that account and that part', async () => {
    const { client, started } = clientThatTells([begun, ended])
    const store = await shown(client)
    const account = { username: 'CONTOSO\\admin', secret: 'secret-1' }
    for (const [wanted, as] of [
      [preview, account],
      [apply, undefined],
    ] as const) {
      expect(shownFor(store.getState(), wanted, as)).toBeNull()
      await store.getState().start(wanted, as)
    }
    store.getState().name('exch02.contoso.local')
    await store.getState().start(preview, undefined)
    store.getState().name('not a server')
    await store.getState().describe(preview, undefined)
    await store.getState().start(preview, undefined)
    expect(started()).toEqual([])
  })

  it('is shown whole, page after page', async () => {
    const { client } = clientThatTells([])
    const store = await shown(client)
    expect(shownFor(store.getState(), preview, undefined)).toMatchObject({ text: 'one two', commands: 2 })
  })

  it('says why it is refused, before and at the start', async () => {
    const refused = { outcome: 'refused', code: 'stale', sentence: 'Look again.' } as const
    const before = await shown(clientThatTells([], { 'quarantine.live-plan': () => refused }).client)
    expect(shownFor(before.getState(), preview, undefined)).toEqual(refused)
    const { client } = clientThatTells([], { 'quarantine.live-start': () => refused })
    const store = await shown(client)
    await store.getState().start(preview, undefined)
    expect(store.getState()).toMatchObject({ problem: 'Look again.', isStarting: false, run: null })
  })

  it('is applied with the word of the preview that ended, of the same at the same place', async () => {
    const { client, started } = clientThatTells([begun, { type: 'running', number: 1 }, ended])
    const store = await shown(client)
    await store.getState().start(preview, undefined)
    expect(store.getState().run).toMatchObject({ run: 'live-1', number: 1, ended: { previewed: 'live-1' } })
    expect(isPreviewed(store.getState(), of, undefined)).toBe(true)
    expect(isPreviewed(store.getState(), { what: 'tray', tray: 'two' }, undefined)).toBe(false)
    expect(isPreviewed(store.getState(), of, { username: 'CONTOSO\\admin', secret: 's' })).toBe(false)
    await store.getState().describe(apply, undefined)
    await store.getState().start(apply, undefined)
    expect(started()).toMatchObject([{ shown: 'digest' }, { shown: 'digest', previewed: 'live-1' }])
    expect(started()[0]?.previewed).toBeUndefined()
    store.getState().name('exch02.contoso.local')
    expect(isPreviewed(store.getState(), of, undefined)).toBe(false)
  })

  it('is found again by a window that opens meanwhile, with what can be taken back', async () => {
    const undo = { run: 'live-7', commands: 2 }
    const events: Event[] = [
      { ...begun, part: 'apply' },
      { ...ended, previewed: null, undo },
    ]
    const { client } = clientThatTells(events, { 'quarantine.live-last': () => ({ run: 'live-7' }) })
    const store = createRunHereStore(client, 'tray')
    await store.getState().look()
    expect(store.getState().run).toMatchObject({ run: 'live-7', part: 'apply', ended: { undo } })
    expect(isOver(store.getState(), of)).toBe(true)
  })

  it('that Postern has forgotten is told as such, and no longer shown', async () => {
    const gone = () => Promise.reject(new ContractError('no-such-run'))
    const { client } = clientThatTells([begun], { 'quarantine.live-last': () => ({ run: 'live-7' }) }, gone)
    const store = createRunHereStore(client, 'tray')
    await store.getState().look()
    expect(store.getState()).toMatchObject({ run: null, problem: expect.any(String) })
  })

  it('sends a password that is held back only on somebody’s word', async () => {
    const withheld = { ...ended, previewed: null, error: { code: 'sign-in-withheld', sentence: 'Not sent.' } }
    const { client, started } = clientThatTells([begun, withheld])
    const store = await shown(client)
    await store.getState().start(preview, undefined)
    expect(isHeldBack(store.getState())).toBe(true)
    await store.getState().start(preview, undefined, true)
    expect(started().map(({ tryAgain }) => tryAgain)).toEqual([undefined, true])
  })

  it('is stopped by its name, and not once it has ended', async () => {
    const { client, calls } = clientThatTells([begun], {}, () => new Promise(() => undefined))
    const store = await shown(client)
    void store.getState().start(preview, undefined)
    await expect.poll(() => store.getState().run?.run).toBe('live-1')
    await store.getState().stop()
    expect(calls.at(-1)).toEqual(['quarantine.live-stop', { run: 'live-1' }])
    // Nothing else is begun meanwhile.
    await store.getState().start(preview, undefined)
    expect(calls.filter(([name]) => name === 'quarantine.live-start')).toHaveLength(1)
  })

  it('is one of the window for the organisation that is open, and each kind', () => {
    const { client } = clientThatTells([])
    const tray = runHereStoreOf(client, 'organisation-1', 'tray')
    expect(runHereStoreOf(client, 'organisation-1', 'tray')).toBe(tray)
    expect(runHereStoreOf(client, 'organisation-1', 'default')).not.toBe(tray)
    expect(runHereStoreOf(client, 'organisation-2', 'tray')).not.toBe(tray)
  })
})
