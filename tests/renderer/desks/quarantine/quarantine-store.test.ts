import { describe, expect, it } from 'vitest'
import { PAGE_ROWS, rowAt } from '../../../../renderer/desks/quarantine/paged-rows.ts'
import { createQuarantineStore } from '../../../../renderer/desks/quarantine/quarantine-store.ts'
import type { CallArgument, CallName, CallResult } from '../../../../shared/contract/contract.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import { createFakeClient } from '../../store/fake-client.ts'
import { overviewOf, rowPage } from './fake-devices.ts'

type Answers = Parameters<typeof createFakeClient>[0]

function storeWith(answers: Answers = {}, total = 1_000) {
  const client = createFakeClient({
    'quarantine.overview': () => overviewOf(total),
    'quarantine.rows': (asked) => rowPage(asked, total),
    'quarantine.groups': () => ({ reading: 'reading-1', total: 1, groups: [{ value: '', count: total }] }),
    'quarantine.views': () => ({ views: [] }),
    'quarantine.save-view': () => ({}),
    ...answers,
  })
  return { client, store: createQuarantineStore(client) }
}

function asked<N extends CallName>(calls: [CallName, unknown][], name: N): CallArgument<N>[] {
  return calls.filter(([called]) => called === name).map(([, argument]) => argument as CallArgument<N>)
}

/** Answers that come when the test says so. */
function held<T>() {
  const waiting: ((answer: T) => void)[] = []
  return { next: () => new Promise<T>((resolve) => waiting.push(resolve)), waiting }
}

describe('The desk of devices', () => {
  it('is empty where no organisation is open', async () => {
    const { store } = storeWith({
      'quarantine.overview': () => {
        throw new ContractError('no-organisation')
      },
    })
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'loaded', overview: null, told: null })
  })

  it('says that it could not be read, and keeps what is shown where that happens later', async () => {
    let broken = true
    const { store } = storeWith({
      'quarantine.overview': () => {
        if (broken) throw new ContractError('not-kept')
        return overviewOf(3)
      },
    })
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'failed', told: { isProblem: true } })
    broken = false
    await store.getState().read()
    broken = true
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'loaded', overview: { devices: 3 } })
  })

  it('drops the answer to an older question that comes late', async () => {
    const answers = held<CallResult<'quarantine.rows'>>()
    const { store } = storeWith({ 'quarantine.rows': answers.next })
    const first = store.getState().narrow({ text: 'a' })
    const second = store.getState().narrow({ text: 'ab' })
    answers.waiting[1]?.(rowPage({ offset: 0, limit: PAGE_ROWS }, 2))
    await second
    answers.waiting[0]?.(rowPage({ offset: 0, limit: PAGE_ROWS }, 900))
    await first
    expect(store.getState()).toMatchObject({ table: { total: 2 }, asking: false, told: null })
  })

  it('shows what was there until the answer has come', async () => {
    const answers = held<CallResult<'quarantine.rows'>>()
    let wait = false
    const { store } = storeWith({
      'quarantine.rows': (argument) => (wait ? answers.next() : rowPage(argument, 1_000)),
    })
    await store.getState().read()
    wait = true
    const asking = store.getState().narrow({ text: 'x' })
    expect(store.getState()).toMatchObject({ asking: true, table: { total: 1_000 } })
    answers.waiting[0]?.(rowPage({ offset: 0, limit: PAGE_ROWS }, 1))
    await asking
    expect(store.getState()).toMatchObject({ asking: false, table: { total: 1 } })
  })

  it('fetches what is in sight once, and nothing that is held', async () => {
    const { client, store } = storeWith()
    await store.getState().read()
    await Promise.all([store.getState().want(390, 410), store.getState().want(395, 415)])
    expect(asked(client.calls, 'quarantine.rows').map(({ offset }) => offset)).toEqual([0, 200, 400])
    const { table } = store.getState()
    expect(table && rowAt(table, 405)?.key).toBe('device-405')
  })

  it('begins anew where a page is of another reading', async () => {
    let reading = 'reading-1'
    const { store } = storeWith({ 'quarantine.rows': (argument) => rowPage(argument, 1_000, reading) })
    await store.getState().read()
    reading = 'reading-2'
    await store.getState().want(400, 420)
    const { table } = store.getState()
    expect(table?.reading).toBe('reading-2')
    expect([...(table?.pages.keys() ?? [])]).toEqual([0])
  })

  it('means by all what the filter found, and nothing more once that is another', async () => {
    const { store } = storeWith()
    await store.getState().read()
    store.getState().tickAll(true)
    await store.getState().sortBy('user')
    expect(store.getState().ticked).toBe('all')
    await store.getState().narrow({ integration: true })
    expect(store.getState().ticked).toEqual(new Set())
  })

  it('leaves one out of all by naming the others, and of too many says to narrow first', async () => {
    const few = storeWith({}, 1_000).store
    await few.getState().read()
    few.getState().tickAll(true)
    await few.getState().tick(['device-7'], false)
    const { ticked } = few.getState()
    expect(ticked).toHaveProperty('size', 999)
    expect(ticked !== 'all' && ticked.has('device-7')).toBe(false)
    const many = storeWith({}, 100_000).store
    await many.getState().read()
    many.getState().tickAll(true)
    await many.getState().tick(['device-7'], false)
    expect(many.getState()).toMatchObject({ ticked: 'all', told: { isProblem: false } })
  })

  it('ticks a range whichever way it is chosen, over the pages that it takes, and no longer one than is named', async () => {
    const { store, client } = storeWith({}, 20_000)
    await store.getState().read()
    await store.getState().tickRange(0, 5_000)
    expect(store.getState().ticked).toEqual(new Set())
    expect(store.getState().told).toMatchObject({
      isProblem: false,
      sentence: expect.stringContaining('At most 5,000'),
    })
    await store.getState().tick(['device-7'], true)
    await store.getState().tickRange(1_200, 500)
    const { ticked } = store.getState()
    if (ticked === 'all') throw new Error('All are ticked.')
    expect([ticked.size, ticked.has('device-500'), ticked.has('device-1200'), ticked.has('device-1201')]).toEqual([
      ...[702, true, true, false],
    ])
    const pages = asked(client.calls, 'quarantine.rows').slice(-2)
    expect(pages).toMatchObject([
      { offset: 500, limit: 500 },
      { offset: 1_000, limit: 201 },
    ])
    store.getState().tickAll(true)
    await store.getState().tickRange(0, 3)
    expect(store.getState().ticked).toBe('all')
  })

  it('asks for groups and not for rows while it shows them, and then for those of one', async () => {
    const { client, store } = storeWith()
    await store.getState().read()
    await store.getState().look({ group: 'agent' })
    expect(store.getState().groups).toMatchObject({ total: 1 })
    await store.getState().openGroup({ value: '', count: 1_000 })
    expect(store.getState().view).toMatchObject({ group: null, filter: { agent: '' } })
    expect(asked(client.calls, 'quarantine.rows').at(-1)).toMatchObject({ filter: { agent: '' } })
  })

  it('keeps no more views than there is room for, and saves one of a name anew', async () => {
    const views = Array.from({ length: 100 }, (_, place) => ({
      ...{ name: `View ${place}`, filter: {}, sort: null, group: null },
      columns: ['user' as const],
    }))
    const { client, store } = storeWith({ 'quarantine.views': () => ({ views }) })
    await store.getState().read()
    expect(await store.getState().saveView('Mine')).toBe(false)
    expect(store.getState().told).toMatchObject({ isProblem: true })
    expect(await store.getState().saveView('View 7')).toBe(true)
    expect(asked(client.calls, 'quarantine.save-view').map(({ name }) => name)).toEqual(['View 7'])
  })

  it('reads everything again by what the integration is now known', async () => {
    const { client, store } = storeWith({ 'quarantine.pattern': () => ({}) })
    await store.getState().read()
    expect(await store.getState().savePattern({ deviceType: 'EAS*' })).toBe(true)
    expect(asked(client.calls, 'quarantine.pattern')).toEqual([{ pattern: { deviceType: 'EAS*' } }])
    expect(asked(client.calls, 'quarantine.overview')).toHaveLength(2)
    expect(asked(client.calls, 'quarantine.rows')).toHaveLength(2)
  })

  it('joins the pages of CSV, and begins anew where another reading came in between', async () => {
    const pages = [
      { reading: 'a', text: 'head\r\n1\r\n', rows: 1, total: 2, next: 1 },
      { reading: 'b', text: '9\r\n', rows: 1, total: 2, next: null },
      { reading: 'b', text: 'head\r\n8\r\n', rows: 1, total: 2, next: 1 },
      { reading: 'b', text: '9\r\n', rows: 1, total: 2, next: null },
    ]
    const { client, store } = storeWith({
      'quarantine.csv': () => {
        const page = pages.shift()
        if (!page) throw new ContractError('not-kept')
        return page
      },
    })
    expect(await store.getState().csv(new AbortController().signal)).toBe('head\r\n8\r\n9\r\n')
    expect(asked(client.calls, 'quarantine.csv').map(({ offset }) => offset)).toEqual([0, 1, 0, 1])
  })
})
