import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { StoreRefused } from '../../electron/engine/store/store-refused.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { browserSuite } from './browser-suite.ts'
import { named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { seriousViolations, tooWide } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'

const [began, ...told] = eventsOf(runManyFailures)

describe.skipIf(!hasChromium)('What became of what Postern keeps', { timeout: 60_000 }, () => {
  const suite = browserSuite()

  it('is told where it was damaged and set aside, until it is put away', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'postern-damaged-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    writeFileSync(join(directory, 'postern.db'), Buffer.alloc(40_000, 0x5a))
    const { runReadiness } = createRunPlayer([], runManyFailures)
    const { page, complaints } = await suite.open({
      ...{ runReadiness, store: openStore({ directory }) },
      context: { viewport: { width: 1024, height: 640 }, bypassCSP: true },
    })
    const line = page.getByRole('status').filter({ hasText: /damaged and could not be read\. It was set aside as / })
    await line.waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await line.getByRole('button', { name: 'Put this message away' }).click()
    await line.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(await line.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is told while the run is under way that cannot be kept, which is listed as it came out', async () => {
    const player = createRunPlayer(began ? [began] : [], runManyFailures)
    const kept = openStore({ directory: null })
    const finding = () => {
      throw new StoreRefused('The disk is full.')
    }
    const store = { ...kept, runs: { ...kept.runs, finding } }
    const { page } = await suite.open({ ...named, runReadiness: player.runReadiness, store })
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    player.tell(told)
    await page
      .getByRole('status')
      .filter({ hasText: 'A run could not be kept. The disk is full. It is held in memory until Postern ends' })
      .waitFor()
    player.end(runManyFailures)
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await page.getByRole('button', { name: 'Runs', exact: true }).click()
    await page.getByRole('row', { name: /Not ready/ }).waitFor()
    expect(await page.getByText('Under way').count()).toBe(0)
  })
})
