import { describe, expect, it } from 'vitest'
import { createConfigurationStore } from '../../../../renderer/steps/ews/configuration-store.ts'
import { ContractError } from '../../../../shared/contract/error-code.ts'
import { pieceBytes } from '../../../../shared/management/import-pieces.ts'
import type { ImportedConfiguration, KeptConfiguration } from '../../../../shared/management/kept-configuration.ts'
import { createFakeClient } from '../../store/fake-client.ts'

const source = {
  road: 'file',
  name: 'x.json',
  readAt: '2026-11-28T20:00:00Z',
  collectedAt: null,
  computer: null,
} as const
const kept: KeptConfiguration = {
  parts: [],
  refused: [],
  unreadable: [],
  configuration: {},
  shortened: [],
  leftOut: [],
}
const summary = { source, format: 'JSON', parts: [], refused: [], problems: [], problemCount: 0 }
const taken: ImportedConfiguration = { outcome: 'kept', summary, changes: [] }

type Answers = Parameters<typeof createFakeClient>[0]

function storeWith(answers: Answers) {
  const client = createFakeClient({
    'configuration.read': () => kept,
    'import.begin': () => ({ importId: 'import-1' }),
    'import.append': () => ({ wanted: true }),
    'import.abort': () => ({}),
    'configuration.import': () => taken,
    ...answers,
  })
  return { client, store: createConfigurationStore(client) }
}

const named = (calls: [string, unknown][], name: string) => calls.filter(([called]) => called === name)

describe('The configuration in the window', () => {
  it('is none where no organisation is open', async () => {
    const { store } = storeWith({
      'configuration.read': () => {
        throw new ContractError('no-organisation')
      },
    })
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'loaded', kept: null, problem: null })
  })

  it('says that it could not be read, and keeps what is shown when that happens later', async () => {
    let broken = true
    const { store } = storeWith({
      'configuration.read': () => {
        if (broken) throw new ContractError('not-kept')
        return kept
      },
    })
    await store.getState().read()
    expect(store.getState().phase).toBe('failed')
    broken = false
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'loaded', kept, problem: null })
    broken = true
    await store.getState().read()
    expect(store.getState()).toMatchObject({ phase: 'loaded', kept })
    expect(store.getState().problem).toContain('cannot be read')
  })

  it('is handed over in pieces, each where the last one ended, byte for byte', async () => {
    const { client, store } = storeWith({})
    const written = '2026-10-01T00:00:00.000Z'
    const bytes = Uint8Array.from({ length: pieceBytes + 7 }, (_, place) => place % 256)
    await store.getState().take([new File([bytes], 'a.json', { lastModified: Date.parse(written) })])
    expect(named(client.calls, 'import.begin')).toEqual([
      ['import.begin', { kind: 'configuration', name: 'a.json', bytes: pieceBytes + 7, writtenAt: written }],
    ])
    const pieces = named(client.calls, 'import.append').map(
      ([, argument]) => argument as { offset: number; chunk: string },
    )
    expect(pieces.map(({ offset }) => offset)).toEqual([0, pieceBytes])
    expect(Buffer.concat(pieces.map(({ chunk }) => Buffer.from(chunk, 'base64'))).equals(Buffer.from(bytes))).toBe(true)
    expect(named(client.calls, 'configuration.import')).toEqual([['configuration.import', { importId: 'import-1' }]])
    expect(store.getState()).toMatchObject({ taking: null, taken: [{ name: 'a.json', result: taken }] })
  })

  it('sends no more than is wanted, and says why the rest was not', async () => {
    const refused: ImportedConfiguration = {
      outcome: 'refused',
      code: 'unknown-format',
      sentence: 'No.',
      line: 3,
      rest: null,
    }
    const { client, store } = storeWith({
      'import.append': () => ({ wanted: false }),
      'configuration.import': () => refused,
    })
    await store.getState().take([new File([new Uint8Array(3 * pieceBytes)], 'a.bin')])
    expect(named(client.calls, 'import.append')).toHaveLength(1)
    expect(store.getState().taken).toEqual([{ name: 'a.bin', result: refused, importId: 'import-1' }])
  })

  it('goes on with the next file where one fails, and gives up what it had begun', async () => {
    let first = true
    const { client, store } = storeWith({
      'import.append': () => {
        if (!first) return { wanted: true }
        first = false
        throw new ContractError('no-such-import')
      },
    })
    await store.getState().take([new File(['{}'], 'a.json'), new File(['{}'], 'b.json')])
    expect(named(client.calls, 'import.abort')).toHaveLength(1)
    expect(store.getState().taken.map(({ name, result }) => [name, result.outcome])).toEqual([
      ['a.json', 'failed'],
      ['b.json', 'kept'],
    ])
  })

  it('says of what cannot be read from the disk that this is so, and not that Postern failed', async () => {
    const { store } = storeWith({})
    const gone = Object.assign(new File(['{}'], 'gone.json'), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
    })
    await store.getState().take([gone as File])
    expect(store.getState().taken[0]?.result).toEqual({
      outcome: 'failed',
      sentence: 'gone.json could not be read from the disk.',
    })
  })

  it('stops between two files', async () => {
    const { client, store } = storeWith({
      'configuration.import': () => {
        store.getState().stop()
        return taken
      },
    })
    await store.getState().take([new File(['{}'], 'a.json'), new File(['{}'], 'b.json')])
    expect(named(client.calls, 'import.begin')).toHaveLength(1)
    expect(store.getState().taking).toBeNull()
  })
})

describe('What can be read of a file that was refused', () => {
  const counts = { read: 3, understood: 2, refused: 1, twice: 0, ofNoUse: 0 }
  const leftOut = { counts, refusals: [{ line: 3, sentence: 'No.' }], refusalCount: 1, ended: null }
  const refused: ImportedConfiguration = {
    ...{ outcome: 'refused', code: 'not-understood', sentence: 'No.', line: 3 },
    rest: { parts: [{ part: 'mobileDevices', count: 2 }], leftOut },
  }
  const rest: ImportedConfiguration = { outcome: 'kept', summary: { ...summary, leftOut }, changes: [] }

  async function offered(answers: Answers = {}) {
    const both = storeWith({
      'configuration.import': () => refused,
      'configuration.take-rest': () => rest,
      ...answers,
    })
    await both.store.getState().take([new File(['x'], 'a.csv')])
    const [taken] = both.store.getState().taken
    if (!taken) throw new Error('Nothing was said of the file.')
    return { ...both, taken }
  }

  it('is taken once that is asked for, and not before', async () => {
    const { client, store, taken } = await offered()
    expect(named(client.calls, 'configuration.take-rest')).toEqual([])
    await Promise.all([store.getState().takeRest(taken), store.getState().takeRest(taken)])
    expect(named(client.calls, 'configuration.take-rest')).toEqual([
      ['configuration.take-rest', { importId: 'import-1' }],
    ])
    expect(store.getState()).toMatchObject({ takingRest: null, taken: [{ name: 'a.csv', result: rest }] })
    expect(named(client.calls, 'configuration.read')).toHaveLength(2)
  })

  it('is said to be gone where it is held no more', async () => {
    const { store, taken } = await offered({
      'configuration.take-rest': () => {
        throw new ContractError('no-such-import')
      },
    })
    await store.getState().takeRest(taken)
    expect(store.getState().taken[0]?.result).toEqual({
      ...{ outcome: 'failed', sentence: 'This file is not being read any more. Give it again.' },
    })
  })

  it.each([
    [
      'other files are given',
      (store: ReturnType<typeof storeWith>['store']) => store.getState().take([new File([], 'b')]),
    ],
    ['it is put away', async (store: ReturnType<typeof storeWith>['store']) => store.getState().dismiss()],
    ['all is forgotten', (store: ReturnType<typeof storeWith>['store']) => store.getState().forget()],
  ])('is let go of when %s', async (_what, act) => {
    const { client, store } = await offered({ 'configuration.forget': () => ({}) })
    await act(store)
    expect(named(client.calls, 'import.abort')).toEqual([['import.abort', { importId: 'import-1' }]])
  })

  it('is not let go of once it was taken', async () => {
    const { client, store, taken } = await offered()
    await store.getState().takeRest(taken)
    store.getState().dismiss()
    expect(named(client.calls, 'import.abort')).toEqual([])
  })
})

describe('A file of another organisation', () => {
  const other: ImportedConfiguration = {
    outcome: 'other-organisation',
    summary,
    sentence: 'This is of Fabrikam.',
    replaces: true,
  }

  async function asked(answers: Answers = {}) {
    const both = storeWith({ 'configuration.import': () => other, 'configuration.take-rest': () => taken, ...answers })
    await both.store.getState().take([new File(['x'], 'a.json')])
    const [one] = both.store.getState().taken
    if (!one) throw new Error('Nothing was said of the file.')
    return { ...both, one }
  }

  it('is let go of when it is put away, and not taken', async () => {
    const { client, store } = await asked()
    store.getState().dismiss()
    expect(named(client.calls, 'import.abort')).toEqual([['import.abort', { importId: 'import-1' }]])
    expect(named(client.calls, 'configuration.take-rest')).toEqual([])
  })

  it('is taken once that is asked for', async () => {
    const { store, one } = await asked()
    await store.getState().takeRest(one)
    expect(store.getState().taken).toMatchObject([{ name: 'a.json', result: taken }])
  })

  it('that is broken in part is asked about once more', async () => {
    const { store, one } = await asked({ 'configuration.take-rest': () => other })
    await store.getState().takeRest(one)
    expect(store.getState().taken).toMatchObject([{ result: other, importId: 'import-1' }])
  })
})
