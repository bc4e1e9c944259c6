import { describe, expect, test } from 'vitest'
import { closeKeptStore, openKeptStore } from '../../../electron/api/kept-store.ts'
import type { Store } from '../../../electron/engine/store/store.ts'
import { sampleOrganisation, sampleRun } from '../../shared/contract/samples.ts'
import { newFolder } from '../engine/store/store-folder.ts'

const { id } = sampleRun.run

function open(folder: string): Store {
  const kept = openKeptStore(folder)
  if ('refused' in kept) throw new Error(kept.refused)
  return kept.store
}

/** A window in which a run and an organisation were taken away. */
function windowWithUndo(folder: string) {
  const window = open(folder)
  window.runs.import(sampleRun, null)
  const organisation = window.organisations.put(sampleOrganisation)
  window.runs.remove([id])
  window.organisations.remove(organisation)
  return { window, organisation }
}

describe('What was taken away in a window', () => {
  test('can be brought back there though another program has ended meanwhile', async () => {
    const folder = newFolder()
    const { window, organisation } = windowWithUndo(folder)
    await closeKeptStore(open(folder))
    expect(window.runs.restore([id])).toEqual([id])
    window.organisations.restore(organisation)
    expect(window.organisations.read(organisation)).toEqual(sampleOrganisation)
    await closeKeptStore(window)
  })

  test('is gone for good when the window has ended', async () => {
    const folder = newFolder()
    const { window, organisation } = windowWithUndo(folder)
    await closeKeptStore(window)
    const next = open(folder)
    expect(next.runs.restore([id])).toEqual([])
    next.organisations.restore(organisation)
    expect(next.organisations.read(organisation)).toBeUndefined()
    await closeKeptStore(next)
  })

  test('and brought back is there when the window has ended', async () => {
    const folder = newFolder()
    const { window, organisation } = windowWithUndo(folder)
    window.runs.restore([id])
    window.organisations.restore(organisation)
    await closeKeptStore(window)
    const next = open(folder)
    expect(next.runs.list()).toHaveLength(1)
    expect(next.organisations.list()).toHaveLength(1)
    await closeKeptStore(next)
  })
})
