import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventsOf } from '../fixtures/run-of.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'

describe.skipIf(!hasChromium)('The organisation in the browser', { timeout: 60_000 }, () => {
  let page: Page

  const suite = browserSuite()

  async function open(options: { organisation?: typeof contoso; run?: typeof runReady; at?: string } = {}) {
    const { run = runReady, ...where } = options
    const player = createRunPlayer(eventsOf(run), run)
    const window = await suite.open({ runReadiness: player.runReadiness, ...where })
    page = window.page
    return player
  }

  it('says what is missing at each field in plain words, and puts the focus on the first', async () => {
    await open()
    await page.getByLabel('Mail domain').fill('cont oso')
    await page.getByRole('button', { name: 'More settings' }).click()
    await page.getByLabel('HTTPS port of Autodiscover').fill('70000')
    await page.getByRole('button', { name: 'Save the organisation' }).click()
    await page.getByText('Give the organisation a name, for example Contoso.').waitFor()
    await page.getByText('Give the address of a test mailbox, for example probe@contoso.com.').waitFor()
    await page.getByText('“cont oso” is not a DNS name; accepted is a name such as contoso.com.').waitFor()
    await page.getByText('“70000” is not a port; accepted is a whole number from 1 to 65535.').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('placeholder')))
      .toBe('probe@contoso.com')
  })

  it('is saved with its password, which is gone from the page at once and reaches the run', async () => {
    const player = await open()
    await page.getByText('kept in memory until Postern ends', { exact: false }).waitFor()
    await page.getByLabel('Name of the organisation').fill('Contoso')
    await page.getByLabel('The test mailbox’s address').fill('probe@contoso.test')
    await page.getByLabel('User name').fill('CONTOSO\\probe')
    expect(await page.getByLabel('Mail domain').inputValue()).toBe('contoso.test')
    const password = page.getByLabel('Password')
    await password.fill('hunter2')
    await page.getByRole('button', { name: 'Save the organisation' }).click()
    await page.getByRole('heading', { name: 'Nothing has been looked at yet' }).waitFor()
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Organisation\b/ })
      .click()
    expect(await password.inputValue()).toBe('')
    expect(await page.content()).not.toContain('hunter2')
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => player.started()).toMatchObject({ count: 1, password: 'hunter2' })
  })

  it('is not saved with a password that is nobody’s, and keeps it until its user name is typed', async () => {
    const player = await open()
    await page.getByLabel('The test mailbox’s address').fill('probe@contoso.test')
    await page.getByLabel('Password').fill('hunter2')
    await page.getByRole('button', { name: 'Save the organisation' }).click()
    await page.getByText(/^Say whose password it is\. .*: probe@contoso\.test\.$/).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username')
    await page.keyboard.type('probe@contoso.test')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nothing has been looked at yet' }).waitFor()
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => player.started()).toMatchObject({ count: 1, password: 'hunter2' })
  })

  it('is read from a file into the form, with what the form does not show kept', async () => {
    const player = await open()
    const organisation = {
      ...contoso,
      httpsPort: 8443,
      resolvers: ['127.0.0.1:5353'],
      trust: { certificateAuthorities: [PEM], pinned: ['ab'.repeat(32)] },
    }
    await page.getByLabel('Organisation file').setInputFiles({
      name: 'contoso.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(organisation)),
    })
    await page.getByText('contoso.json is in the form now. Look it over, then save.').waitFor()
    expect(await page.getByLabel('HTTPS port of Autodiscover').inputValue()).toBe('8443')
    expect(await page.getByLabel('Certificate authorities of your own').inputValue()).toBe(PEM)
    await page.getByRole('button', { name: 'Save the organisation' }).click()
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => player.started().organisation).toEqual(organisation)
  })

  it.each([
    ['not JSON', 'broken.json', '{', /broken.json is not JSON/],
    [
      'an unknown key',
      'typo.json',
      JSON.stringify({ ...contoso, domian: 'x' }),
      /In typo.json, the file is not accepted: Unrecognized key/,
    ],
    [
      'another format',
      'old.json',
      JSON.stringify({ ...contoso, format: 9 }),
      /“format” is not a format that this Postern reads; accepted is 1\./,
    ],
  ])('refuses a file with %s in one sentence', async (_what, name, text, sentence) => {
    await open()
    await page
      .getByLabel('Organisation file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await page.getByText(sentence).waitFor()
    expect(await page.getByLabel('Name of the organisation').inputValue()).toBe('')
  })

  it('asks for the password where none is held, and runs without one too', async () => {
    const player = await open({ organisation: contoso, at: '#/everything' })
    await page.getByRole('heading', { name: 'No password is kept for CONTOSO\\probe' }).waitFor()
    await page.getByRole('button', { name: 'Keep the password' }).click()
    await page.getByText('Type the password first.').waitFor()
    await page.getByLabel('Password', { exact: true }).last().fill('hunter2')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /No password is kept/ }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => player.started().password).toBe('hunter2')
  })

  it('asks for another password after one was rejected', async () => {
    const player = await open({ organisation: contoso, run: runRejected, at: '#/everything' })
    await page.getByRole('button', { name: 'Start' }).click()
    player.end(runRejected)
    await page.getByRole('heading', { name: 'The sign-in of CONTOSO\\probe was rejected' }).waitFor()
    await page.getByLabel('Password', { exact: true }).last().fill('hunter3')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /was rejected/, level: 2 }).waitFor({ state: 'detached' })
  })
})
