import { describe, expect, test } from 'vitest'
import { createHandlers } from '../../../electron/api/handlers.ts'
import { openStore, type Store } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { sampleOrganisation, sampleRun } from '../../shared/contract/samples.ts'

const sentence = 'The disk is full: nothing more can be written to /home/anna/postern.db.'

function refuse(): never {
  throw new StoreRefused(sentence)
}

/** A window over a store whose disk fails from now on. */
function overFailingDisk() {
  const bugs: ContractBug[] = []
  const kept = openStore({ directory: null })
  let fails = false
  const failing = <T extends object>(part: T): T =>
    Object.fromEntries(
      Object.entries(part).map(([name, work]) => [name, (...given: unknown[]) => (fails ? refuse() : work(...given))]),
    ) as T
  const store: Store = {
    ...{ ...kept, notice: null, deleteAll: refuse },
    runs: failing(kept.runs),
    organisations: failing(kept.organisations),
    settings: failing(kept.settings),
  }
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', organisation: sampleOrganisation, store },
    runReadiness: () => Promise.reject(new Error('Nobody starts a run here.')),
  })
  const [here, there] = createMemoryPorts()
  serve(handlers, there, { onBug: (bug) => bugs.push(bug) })
  fails = true
  return { client: connect(async () => here), bugs }
}

const refused = { code: 'not-kept', detail: sentence }

describe('a disk that fails', () => {
  test.each([
    ['organisation.list', {}],
    ['organisation.save', { organisation: sampleOrganisation }],
    ['run.list', {}],
    ['run.read', { runId: sampleRun.run.id }],
    ['run.remove', { runIds: [sampleRun.run.id] }],
    ['run.import', { run: sampleRun }],
    ['run.start', {}],
    ['settings.save', { settings: defaultSettings }],
    ['watch.read', {}],
    ['data.deleteAll', {}],
  ] as const)('is no bug of ours, and is said to the window that asks for %s', async (name, argument) => {
    const { client, bugs } = overFailingDisk()
    await expect(client.call(name, argument as never)).rejects.toMatchObject(refused)
    expect(bugs).toEqual([])
  })

  test('is said to the window that follows a run', async () => {
    const { client, bugs } = overFailingDisk()
    const events = client.feed('run.events', { runId: sampleRun.run.id })[Symbol.asyncIterator]()
    await expect(events.next()).rejects.toMatchObject(refused)
    expect(bugs).toEqual([])
  })
})
