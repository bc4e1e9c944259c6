import { describe, expect, it } from 'vitest'
import {
  createLiveStore,
  isDescribed,
  isWithheld,
  type LiveRequest,
  type LiveStore,
  liveStoreOf,
} from '../../../../renderer/steps/ews/live-store.ts'
import type { Client, FeedEvent } from '../../../../shared/contract/contract.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import { createFakeClient } from '../../store/fake-client.ts'

type LiveEvent = FeedEvent<'management.live'>
type Answers = Parameters<typeof createFakeClient>[0]

/** A client whose live feed tells these, and then ends as `end` says. */
function clientThatTells(events: readonly LiveEvent[], end?: () => Promise<void>, answers: Answers = {}) {
  const fake = createFakeClient({
    'management.describe': ({ server }) => ({ offered: true, command: `powershell.exe ${server}`, script: '' }),
    ...answers,
  })
  const asked: [string, unknown][] = []
  const client: Client = {
    ...fake,
    async *feed(name, argument) {
      asked.push([name, argument])
      yield* events as never[]
      await end?.()
    },
  }
  return { client, asked, calls: fake.calls }
}

async function named(store: LiveStore, account?: LiveRequest['account']): Promise<void> {
  store.getState().name('exch01')
  await store.getState().describe(account)
}

const asking: LiveEvent = { type: 'asking', cmdlet: 'Get-CASMailbox', done: 1, of: 8 }

describe('Asking Exchange live', () => {
  it('learns whether it can be before a server is named, and says what is run once one is', async () => {
    const { client, calls } = clientThatTells([])
    const store = createLiveStore(client)
    await store.getState().describe(undefined)
    store.getState().name('exch01.contoso.local')
    await store.getState().describe({ username: 'CONTOSO\\admin', secret: 'secret-1' })
    expect(calls.map(([, argument]) => argument)).toMatchObject([
      { server: 'exchange' },
      { server: 'exch01.contoso.local', account: { username: 'CONTOSO\\admin', secret: 'secret-1' } },
    ])
    expect(store.getState().description).toMatchObject({ command: 'powershell.exe exch01.contoso.local' })
  })

  it('asks nobody where no server is named', async () => {
    const { client, asked } = clientThatTells([])
    const store = createLiveStore(client)
    store.getState().name('not a server')
    await store.getState().ask(undefined)
    expect(asked).toEqual([])
  })

  it('asks nobody before it was shown what is run for that server and that account', async () => {
    const { client, asked } = clientThatTells([])
    const store = createLiveStore(client)
    const account = { username: 'CONTOSO\\admin', secret: 'secret-1' }
    await named(store)
    expect([isDescribed(store.getState(), undefined), isDescribed(store.getState(), account)]).toEqual([true, false])
    await store.getState().ask(account)
    store.getState().name('exch02')
    await store.getState().ask(undefined)
    expect(asked).toEqual([])
    await store.getState().describe(undefined)
    await store.getState().ask(undefined)
    expect(asked).toMatchObject([['management.live', { server: 'exch02' }]])
  })

  it('says why it could not be told what is run, and runs nothing', async () => {
    const refuse = () => {
      throw new ContractError('internal')
    }
    const { client, asked } = clientThatTells([], undefined, { 'management.describe': refuse })
    const store = createLiveStore(client)
    await named(store)
    await store.getState().ask(undefined)
    expect([asked, store.getState().description]).toEqual([[], null])
    expect(store.getState().problem).toContain('our bug')
  })

  it('is one of the window for the organisation that is open', () => {
    const { client } = clientThatTells([])
    const contoso = liveStoreOf(client, 'organisation-1')
    expect(liveStoreOf(client, 'organisation-1')).toBe(contoso)
    expect(liveStoreOf(client, 'organisation-2')).not.toBe(contoso)
  })

  it('tells how far it is, and what came of it', async () => {
    const seen: unknown[] = []
    const failed: LiveEvent = { type: 'failed', code: 'no-route', sentence: 'The server does not answer.' }
    const { client } = clientThatTells([{ type: 'connecting' }, asking, failed])
    const store = createLiveStore(client)
    store.subscribe(({ progress }) => seen.push(progress?.type))
    await named(store)
    await store.getState().ask(undefined)
    expect(seen).toContain('asking')
    expect(store.getState()).toMatchObject({ progress: null, ended: failed, problem: null })
  })

  it('that was stopped says so, and names no problem', async () => {
    const { client } = clientThatTells([asking], () => Promise.reject(new ContractError('cancelled')))
    const store = createLiveStore(client)
    await named(store)
    await store.getState().ask(undefined)
    expect(store.getState()).toMatchObject({ progress: null, ended: { type: 'stopped' }, problem: null })
  })

  it('sends a password that is held back only on somebody’s word', async () => {
    const withheld: LiveEvent = { type: 'failed', code: 'sign-in-withheld', sentence: 'It was not sent.' }
    const { client, asked } = clientThatTells([withheld])
    const store = createLiveStore(client)
    const account = { username: 'CONTOSO\\admin', secret: 'secret-1' }
    await named(store, account)
    await store.getState().ask(account)
    expect(isWithheld(store.getState())).toBe(true)
    await store.getState().ask(account, true)
    expect(asked.map(([, argument]) => (argument as { tryAgain?: boolean }).tryAgain)).toEqual([undefined, true])
  })

  it('that broke off says why', async () => {
    const { client } = clientThatTells([asking], () => Promise.reject(new ContractError('internal')))
    const store = createLiveStore(client)
    await named(store)
    await store.getState().ask(undefined)
    expect(store.getState()).toMatchObject({ progress: null, ended: null })
    expect(store.getState().problem).toContain('our bug')
  })
})
