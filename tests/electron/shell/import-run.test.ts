import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importRun } from '../../../electron/shell/import-run.ts'
import type { FeedEvent } from '../../../shared/contract/contract.ts'
import { sampleHandlers, sampleRun } from '../../shared/contract/samples.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-import-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function choose(content: string | undefined) {
  const file = join(folder, 'run.json')
  if (content !== undefined) await writeFile(file, content)
  const said: string[] = []
  const told: FeedEvent<'app.events'>[] = []
  const imported: string[] = []
  const dialog = {
    showOpenDialog: async () =>
      content === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [file] },
    showMessageBox: async (_window: unknown, { detail }: { detail: string }) => {
      said.push(detail)
      return { response: 0, checkboxChecked: false }
    },
  }
  const { calls } = sampleHandlers({
    calls: {
      'run.import': async ({ run }) => {
        imported.push(run.run.id)
        return { runId: run.run.id, known: false }
      },
    },
  })
  const handlers = { calls, tell: (event: FeedEvent<'app.events'>) => told.push(event) }
  await importRun(dialog as unknown as Dialog, {} as BrowserWindow, handlers)
  return { said, told, imported }
}

test('a run of a file is kept, and the page is told to show it', async () => {
  expect(await choose(JSON.stringify(sampleRun))).toEqual({
    said: [],
    imported: [sampleRun.run.id],
    told: [{ type: 'imported', runId: sampleRun.run.id }],
  })
})

test('a file that is no run is said to be none, and nothing is kept', async () => {
  const { said, told, imported } = await choose('{"run": 1}')
  expect(said).toEqual([expect.stringContaining('postern probe --json')])
  expect([told, imported]).toEqual([[], []])
})

test('nothing happens when nothing was chosen', async () => {
  expect(await choose(undefined)).toEqual({ said: [], told: [], imported: [] })
})
