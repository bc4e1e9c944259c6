import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import type { FaultId } from '../../lab/faults.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import type { BrowserWindow } from './browser-window.ts'
import { hasChromium } from './chromium.ts'

describe.skipIf(!hasChromium)('The lab seen through the window', { timeout: 60_000 }, () => {
  let lab: Lab
  let window: BrowserWindow

  beforeAll(async () => {
    lab = await startLab()
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  async function run(faults: FaultId[]) {
    await lab.setFaults(faults)
    window = await suite.open({
      runReadiness,
      organisation: lab.organisation,
      password: lab.password,
      at: '#/everything',
    })
    await window.page.getByRole('button', { name: 'Start' }).click()
    await window.page.getByRole('button', { name: 'Start again' }).waitFor()
    return window.page
  }

  it('is ready when nothing is amiss but that its authority is a private one', async () => {
    const page = await run([])
    await page.getByRole('heading', { level: 1, name: 'Ready', exact: true }).waitFor()
    await page.getByText(/^Of \d+ checks: 1 to look at, \d+ as it should be\./).waitFor()
    await page
      .getByRole('button', { name: /The certificate of .* is trusted here but not by cloud services/ })
      .waitFor()
    expect(window.complaints).toEqual([])
  })

  it('names a refused user agent, and shows the 403 that proves it', async () => {
    const page = await run(['ews-user-agent-refused'])
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    await page.getByRole('button', { name: /^Fails EWS .* answers 403 to the user agent/ }).click()
    const drawer = page.getByRole('complementary')
    await drawer
      .getByText(/POST → 403 Forbidden/)
      .first()
      .waitFor()
    await drawer
      .getByRole('img', { name: /^Where the time went/ })
      .first()
      .waitFor()
    expect(window.complaints).toEqual([])
  })

  it('shows an expired certificate with its chain and its life, and what was not reached for it', async () => {
    const page = await run(['certificate-expired'])
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    await page.getByRole('button', { name: /^Fails The certificate of .* expired/ }).click()
    await page
      .getByRole('complementary')
      .getByRole('img', { name: /^Life of the certificate. Expired/ })
      .first()
      .waitFor()
  })

  it('asks for another password when the account rejects it, after one bad sign-in at most', async () => {
    const page = await run(['wrong-password'])
    await page.getByRole('heading', { name: /^The sign-in of CONTOSO\\alice was rejected/ }).waitFor()
    const before = lab.badSignIns('alice')
    await page.getByRole('button', { name: 'Start again' }).click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    expect(lab.badSignIns('alice')).toEqual(before)
  })

  it('sends a rejected password once more on request, and leaves no device where none is wanted', async () => {
    const page = await run(['wrong-password'])
    const rejected = page.getByRole('heading', { name: /^The sign-in of CONTOSO\\alice was rejected/ })
    await rejected.waitFor()
    const before = lab.badSignIns('alice').total
    await page.getByRole('button', { name: 'Try this password again' }).click()
    await expect.poll(() => lab.badSignIns('alice').total).toBe(before + 1)
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    expect(lab.badSignIns('alice').total).toBe(before + 1)

    await lab.setFaults([])
    lab.unlockAll()
    await page.getByRole('switch', { name: 'Leave no trace' }).click()
    await page.getByText('Nothing stays on a server').waitFor()
    await page.getByRole('button', { name: 'Try this password again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Could not tell' }).waitFor()
    expect(lab.devices('alice')).toEqual([])
  })
})
