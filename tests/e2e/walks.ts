import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { wizardSteps } from '../../renderer/store/place.ts'
import {
  walkAppKilled,
  walkAppKilledInSignIn,
  walkAppQuit,
  walkLabKilled,
  walkReload,
  walkWrongPassword,
} from './walk-breaks.ts'
import { walkedFaults, walkFault } from './walk-faults.ts'
import { keptRuns, type OpenHost, type WalkHost } from './walk-host.ts'
import { startWalkLab, type WalkLab } from './walk-lab.ts'
import { walkToReady } from './walk-ready.ts'
import { openOrganisation, patience, railWords, runAll, type Walk } from './walk-window.ts'

/** All that goes on with an organisation that is named, by the name of the test. */
const walks: Record<string, (walk: Walk) => Promise<void>> = {
  ...Object.fromEntries(
    walkedFaults.map((id) => [
      `${id}: to its finding, and mended, by looking again, to a report that is ready`,
      (walk: Walk) => walkFault(walk, id),
    ]),
  ),
  'a wrong password: one bad sign-in, however often a run is started': walkWrongPassword,
  'the window loaded again in the middle, and where there can be another, closed and opened': walkReload,
  'the lab killed in the middle': walkLabKilled,
  'the app killed in the middle': walkAppKilled,
  'the app killed in the middle of a sign-in': walkAppKilledInSignIn,
  'the app closed in the middle': walkAppQuit,
}

/** Declares the walks through a host, which is started by `openHost`; what the host is made of is had in `before`. */
export function walkThrough(openHost: OpenHost, before: () => Promise<void>): void {
  const folders: string[] = []
  const hosts: WalkHost[] = []
  let lab: WalkLab
  let walk: Walk

  async function open(): Promise<{ host: WalkHost; folder: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'postern-walk-'))
    folders.push(folder)
    const host = await openHost(folder)
    hosts.push(host)
    return { host, folder }
  }

  beforeAll(async () => {
    await before()
    lab = await startWalkLab()
    const named = { ...lab, ...(await open()) }
    await openOrganisation(named)
    const run = await runAll(named)
    const rail = await Promise.all(wizardSteps.map(async (step) => [step, await railWords(named.host.page(), step)]))
    walk = { ...named, healthy: { run, rail: Object.fromEntries(rail) } }
  })
  afterEach(async () => {
    lab?.gate.open()
    lab?.lab.unlockAll()
    await lab?.lab.setFaults([])
    // A walk that failed on its way leaves a run that would be in the way of the next.
    await vi.waitFor(
      () => expect(folders.flatMap(keptRuns).filter(({ state }) => state === 'under-way')).toEqual([]),
      patience,
    )
    expect(hosts.flatMap((host) => host.complaints())).toEqual([])
  })
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.close()))
    await lab?.lab.close()
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })))
  })

  test('from nothing named to a report that is ready, and saved', async () => {
    await walkToReady({ ...walk, ...(await open()) })
  })

  test.each(Object.entries(walks))('%s', (_name, go) => go(walk))
}
