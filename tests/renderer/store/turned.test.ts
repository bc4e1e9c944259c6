import { describe, expect, it } from 'vitest'
import { createTurnedStore, type TurnedEvent, windowTitle } from '../../../renderer/store/turned.ts'
import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'

const turned = (title: string): TurnedEvent => ({
  type: 'turned',
  organisationId: 'org-0123456789ab',
  organisation: 'Contoso',
  from: 'ready',
  to: 'not-ready',
  runId: 'run-00000001',
  title,
  body: '',
})

const quarantined: TurnedEvent = {
  type: 'quarantined',
  organisationId: 'org-0123456789ab',
  organisation: 'Contoso',
  devices: 2,
  keys: ['one', 'another'],
  title: 'two',
  body: '',
}

const listChanged: TurnedEvent = {
  type: 'list-changed',
  organisationId: 'org-0123456789ab',
  organisation: 'Contoso',
  sourceId: 'source-0123456789abcdef',
  title: 'three',
  body: '',
}

/** A client whose feed tells these events, and ends like this. */
function telling(events: readonly object[], end?: Error): Client {
  const feed = async function* () {
    yield* events
    if (end) throw end
  }
  return { feed } as unknown as Client
}

const never = new AbortController().signal

describe('What turned while nobody looked', () => {
  it('is collected, the newest first, and nothing else is', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling([turned('one'), { type: 'changed', what: 'runs' }, turned('two')]), never)
    expect(store.getState().unseen.map(({ title }) => title)).toEqual(['two', 'one'])
  })

  it('is devices that are in quarantine now, too, until they are seen', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling([turned('one'), quarantined]), never)
    expect(store.getState().unseen.map(({ type }) => type)).toEqual(['quarantined', 'turned'])
    store.getState().clear('quarantined')
    expect(store.getState().unseen.map(({ type }) => type)).toEqual(['turned'])
  })

  it('is a vendor’s list that changed, too, until it is put away', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling([listChanged, turned('one')]), never)
    expect(store.getState().unseen.map(({ type }) => type)).toEqual(['turned', 'list-changed'])
    store.getState().putAway(listChanged)
    expect(store.getState().unseen.map(({ type }) => type)).toEqual(['turned'])
  })

  it('is no more than anybody reads, however long somebody is away', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling(Array.from({ length: 300 }, (_, index) => turned(String(index)))), never)
    expect(store.getState().unseen).toHaveLength(99)
  })

  it('is put away one by one or all at once', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling([turned('one'), turned('two'), turned('three')]), never)
    const [, two] = store.getState().unseen
    if (two) store.getState().putAway(two)
    expect(store.getState().unseen.map(({ title }) => title)).toEqual(['three', 'one'])
    store.getState().clear('quarantined')
    expect(store.getState().unseen).toHaveLength(2)
    store.getState().clear('turned')
    expect(store.getState().unseen).toEqual([])
  })

  it('ends with the connection, and throws what is our bug', async () => {
    const store = createTurnedStore()
    await store.getState().follow(telling([], new ContractError('disconnected')), never)
    await expect(store.getState().follow(telling([], new TypeError('ours')), never)).rejects.toThrow('ours')
  })
})

describe('The title of the window', () => {
  it.each([
    ['Watch', 0, 'Watch · Postern'],
    ['Watch', 2, '(2) Watch · Postern'],
    [undefined, 0, 'Postern'],
    [undefined, 1, '(1) Postern'],
  ])('of %s with %i', (heading, count, title) => {
    expect(windowTitle(heading, count)).toBe(title)
  })
})
