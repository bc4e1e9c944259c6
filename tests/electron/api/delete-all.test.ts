import { describe, expect, test } from 'vitest'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import { createMemoryPasswordStore, type PasswordStore } from '../../../electron/api/password-store.ts'
import { connect } from '../../../shared/contract/connect.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { sampleHeader, sampleOrganisation, sampleRun } from '../../shared/contract/samples.ts'
import { newFolder, opened } from '../engine/store/store-folder.ts'

function open(options: Partial<HandlersOptions> = {}) {
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', organisation: sampleOrganisation, environment: {} },
    runReadiness: async ({ onEvent }) => {
      onEvent?.({ type: 'started', run: sampleHeader, gatherers: [], checks: [] })
      return { run: sampleHeader, verdict: 'ready', findings: [], artifacts: {} }
    },
    ...options,
  })
  const [here, there] = createMemoryPorts()
  serve(handlers, there)
  return connect(async () => here)
}

describe('Deleting everything', () => {
  test('takes the passwords too that were typed in an earlier window for an organisation that is gone since', async () => {
    const passwords = createMemoryPasswordStore()
    const earlier = open({ passwords })
    await earlier.call('secret.put', { username: 'CONTOSO\\anna', password: 'Tr0ub4dor&3' })
    expect(await passwords.accounts('Postern')).toEqual([
      expect.stringMatching(/^contoso\.test\/[0-9a-f]{16}\/contoso\\anna$/),
    ])
    const { id } = await earlier.call('organisation.read', {})
    await earlier.call('organisation.remove', { id: id ?? '' })
    await open({ passwords, organisation: undefined }).call('data.deleteAll', {})
    expect(await passwords.accounts('Postern')).toEqual([])
  })

  test('waits for a run that is about to begin, so that nothing of it is kept afterwards', async () => {
    const asked = Promise.withResolvers<void>()
    const unlocked = Promise.withResolvers<undefined>()
    const passwords: PasswordStore = {
      ...createMemoryPasswordStore(),
      async read() {
        asked.resolve()
        return unlocked.promise
      },
    }
    const client = open({ passwords })
    const started = client.call('run.start', {})
    await asked.promise
    await expect(client.call('data.deleteAll', {})).rejects.toMatchObject({ code: 'run-active' })
    unlocked.resolve(undefined)
    expect(await started).toEqual({ runId: sampleHeader.id })
  })

  test('waits for a run of another program, whose sign-in would be forgotten while it is under way', async () => {
    const folder = newFolder()
    const watch = opened(folder)
    watch.runs.begin({ header: sampleHeader, gatherers: [], checks: [], organisationId: null, origin: 'watch' })
    const client = open({ store: opened(folder) })
    await expect(client.call('data.deleteAll', {})).rejects.toMatchObject({ code: 'run-active' })
    watch.runs.end(sampleRun)
    await client.call('data.deleteAll', {})
    expect(watch.runs.list()).toEqual([])
  })
})
