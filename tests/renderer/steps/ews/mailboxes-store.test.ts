import { describe, expect, it } from 'vitest'
import { createMailboxesStore } from '../../../../renderer/steps/ews/mailboxes-store.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import type { JudgedList, JudgedMailbox } from '../../../../shared/ews/judged-list.ts'
import { createFakeClient } from '../../store/fake-client.ts'

type Answers = Parameters<typeof createFakeClient>[0]

const list: JudgedList = { listId: 'list-1', total: 3, groups: [], notes: [], problems: [], problemCount: 0 }
const row = (mailbox: string): JudgedMailbox => ({
  ...{ mailbox, identity: null, state: 'works', reason: 'works', sentence: '', remedy: null },
})

function storeWith(answers: Answers = {}) {
  const client = createFakeClient({
    'import.begin': () => ({ importId: 'import-1' }),
    'import.append': () => ({ wanted: true }),
    'import.abort': () => ({}),
    'ews.mailboxes': () => ({ outcome: 'judged', list }),
    'ews.mailbox-rows': ({ after }) =>
      after === null ? { rows: [row('a'), row('b')], next: 2 } : { rows: [row('c')], next: null },
    ...answers,
  })
  return { client, store: createMailboxesStore(client) }
}

const file = () => new File(['a\nb\nc'], 'list.csv')

describe('A list of mailboxes in the window', () => {
  it('is handed over, judged, and read a page at a time', async () => {
    const { client, store } = storeWith()
    await store.getState().judge(file())
    expect(store.getState()).toMatchObject({ judging: null, list, whole: true, problem: null })
    expect(store.getState().rows.map(({ mailbox }) => mailbox)).toEqual(['a', 'b', 'c'])
    expect(client.calls.filter(([name]) => name === 'ews.mailbox-rows')).toHaveLength(2)
  })

  it('stays where the next one is refused, which says why', async () => {
    let bad = false
    const { store } = storeWith({
      'ews.mailboxes': () =>
        bad ? { outcome: 'refused', sentence: 'It names no mailbox.', line: 1 } : { outcome: 'judged', list },
    })
    await store.getState().judge(file())
    bad = true
    await store.getState().judge(file())
    expect(store.getState()).toMatchObject({ list, judging: null, problem: 'list.csv: It names no mailbox.' })
    expect(store.getState().rows).toHaveLength(3)
  })

  it('goes when Postern no longer holds it', async () => {
    const { store } = storeWith({
      'ews.mailbox-rows': () => {
        throw new ContractError('no-such-list')
      },
    })
    await store.getState().judge(file())
    expect(store.getState().list).toBeNull()
    expect(store.getState().problem).toContain('Give it again')
  })

  it('is judged anew when other configuration has come, and not for being looked at again', async () => {
    const { client, store } = storeWith()
    const judged = () => client.calls.filter(([name]) => name === 'ews.mailboxes').map(([, argument]) => argument)
    store.getState().judgedBy('nothing')
    await store.getState().judge(file())
    store.getState().judgedBy('nothing')
    expect(judged()).toEqual([{ importId: 'import-1' }])
    store.getState().judgedBy('a file')
    await expect.poll(() => store.getState().whole).toBe(true)
    expect(judged()).toEqual([{ importId: 'import-1' }, { listId: 'list-1' }])
  })

  it('is of one organisation, and goes with it', async () => {
    const { store } = storeWith()
    store.getState().openFor('contoso')
    await store.getState().judge(file())
    store.getState().openFor('contoso')
    expect(store.getState().list).toEqual(list)
    store.getState().openFor('fabrikam')
    expect(store.getState()).toMatchObject({ list: null, rows: [] })
  })

  it('that was put away while it was judged does not come back', async () => {
    const { store } = storeWith({
      'ews.mailbox-rows': () => {
        store.getState().clear()
        throw new ContractError('cancelled')
      },
    })
    await store.getState().judge(file())
    expect(store.getState()).toMatchObject({ list: null, problem: null, judging: null })
  })
})

describe('The script for the lot', () => {
  const signal = new AbortController().signal

  it('is put together from its pages', async () => {
    const { store, client } = storeWith({
      'ews.mailboxes-script': ({ offset }) => ({
        outcome: 'script',
        text: offset === 0 ? 'one\r\n' : 'two\r\n',
        next: offset === 0 ? 5 : null,
        characters: 10,
        ...{ changes: 2, notes: ['A note.'], others: [] },
      }),
    })
    await store.getState().judge(file())
    expect(await store.getState().script('ews-mailbox-enabled', 'apply', signal)).toEqual({
      ...{ text: 'one\r\ntwo\r\n', changes: 2, notes: ['A note.'], others: [] },
    })
    expect(client.calls.at(-1)).toEqual([
      'ews.mailboxes-script',
      { listId: 'list-1', part: 'apply', offset: 5, remedy: 'ews-mailbox-enabled' },
    ])
  })

  it('or the sentence that says why there is none', async () => {
    const { store } = storeWith({
      'ews.mailboxes-script': () => ({ outcome: 'not-needed', sentence: 'Nothing is to be changed.' }),
    })
    await store.getState().judge(file())
    expect(await store.getState().script(null, 'preview', signal)).toEqual({ sentence: 'Nothing is to be changed.' })
  })
})
