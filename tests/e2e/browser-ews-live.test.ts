import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { thisMachine } from '../../electron/engine/management/powershell-machine.ts'
import type { Step } from '../electron/engine/management/powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from '../electron/engine/management/stand-in-machine.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

const server = 'exch01.contoso.test'
const shut = {
  Name: 'Contoso',
  EwsEnabled: false,
  EwsApplicationAccessPolicy: null,
  EwsAllowList: [],
  EwsBlockList: [],
}
const probe = { Identity: 'contoso.test/Users/probe', PrimarySmtpAddress: 'probe@contoso.test', EwsEnabled: null }

/** PowerShell is the stand-in of the engine's tests everywhere here, and Windows is played: neither was ever seen to run. */
describe.skipIf(!hasChromium)('Asking Exchange from the window, of a stand-in', { timeout: 60_000 }, () => {
  let machine: StandInMachine | undefined
  let window: BrowserWindow
  let page: Page
  const suite = browserSuite()
  afterEach(async () => {
    await machine?.close()
    machine = undefined
  })

  async function open(steps: readonly Step[]): Promise<StandInMachine> {
    machine = await standInMachine(steps)
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    window = await suite.open({ ...named, runReadiness, machine, at: '#/steps/ews/configuration' })
    page = window.page
    await page.getByRole('textbox', { name: 'Exchange server' }).waitFor()
    return machine
  }

  const run = () => page.getByRole('button', { name: 'Run it and read the answer' })
  const card = () => page.getByRole('region', { name: 'Ask Exchange from this machine' })

  it('cannot be where the machine is no Windows, and the card says so and what to do instead', async () => {
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    const elsewhere = { ...thisMachine, platform: 'linux' as const }
    window = await suite.open({ ...named, runReadiness, machine: elsewhere, at: '#/steps/ews/configuration' })
    page = window.page
    await card()
      .getByText(
        'Exchange can be asked from here only on Windows, with the PowerShell that comes with it. Run the read-only script in the Exchange Management Shell instead, and give Postern its file.',
      )
      .waitFor()
    expect(await card().getByRole('button').count()).toBe(0)
    expect(await card().getByRole('textbox').count()).toBe(0)
    await card().scrollIntoViewIfNeeded()
    await shot(page, 'ews-live-no-windows')
    expect(window.complaints).toEqual([])
  })

  it('shows what is run before it is, asks with exactly that, and what it told decides about the layers', async () => {
    const computer = await open([
      ...opened,
      { answer: { 'Get-OrganizationConfig': [shut], 'Get-CASMailbox': [probe] } },
      ended,
    ])
    await page.getByRole('textbox', { name: 'Exchange server' }).fill('not a server')
    await card().getByText('This is no name or address of a server.').waitFor()
    expect(await run().getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: 'Exchange server' }).fill(server)
    const command = card().locator('code').first()
    await command.filter({ hasText: 'powershell.exe' }).waitFor()
    const shown = { command: await command.textContent(), script: '' }
    await card().getByRole('button', { name: 'Read the script' }).click()
    const script = card().getByRole('region', { name: 'the script that it is given' })
    shown.script = (await script.textContent()) ?? ''
    expect(shown.script).toContain(`http://${server}/PowerShell/`)
    expect(computer.started).toEqual([])
    await card().scrollIntoViewIfNeeded()
    await shot(page, 'ews-live-shown')
    await run().click()
    await card().getByText(`${server} told: Settings of the organisation (1)`).waitFor()
    const [started] = computer.started
    expect(shown.command).toContain(started?.args.at(-1))
    expect(shown.script.trim()).toBe((await computer.seen()).script.replaceAll('\r\n', '\n').trim())
    await page
      .getByRole('row', { name: new RegExp(`asked of ${server}`) })
      .first()
      .waitFor()
    await shot(page, 'ews-live-told')
    await page.getByRole('tab', { name: 'Layers and changes' }).click()
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Organisation / })
      .click()
    await page.getByRole('heading', { name: /Enable EWS for the organisation/ }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('says how far it is, also to somebody who was elsewhere meanwhile, and stops when told', async () => {
    const computer = await open([...opened, { frame: 'asking', text: 'Asking Get-OrganizationConfig' }, { hang: true }])
    await page.getByRole('textbox', { name: 'Exchange server' }).fill(server)
    await run().click()
    const far = card().getByText('Asking Get-OrganizationConfig: 0 of 8 done')
    await far.waitFor()
    await card().scrollIntoViewIfNeeded()
    await shot(page, 'ews-live-asking')
    await page.getByRole('tab', { name: 'Layers and changes' }).click()
    await page.getByRole('tab', { name: 'Exchange’s configuration' }).click()
    await far.waitFor()
    await card().getByRole('button', { name: 'Stop asking' }).click()
    await card().getByText('It was stopped. Nothing of it was kept.').waitFor()
    const [started] = computer.started
    await expect.poll(() => started?.running.exitCode ?? started?.running.signalCode ?? null).not.toBeNull()
    expect(await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).count()).toBe(1)
    await expect.poll(() => run().getAttribute('aria-disabled')).not.toBe('true')
    expect(window.complaints).toEqual([])
  })

  it('says in a sentence why it came to nothing, and keeps nothing', async () => {
    await open([{ frame: 'phase', text: 'connecting' }, { fail: { errorCode: 53, message: 'Not found.' } }, ended])
    await page.getByRole('textbox', { name: 'Exchange server' }).fill(server)
    await run().click()
    const sentence = `This computer does not find ${server} by its name. Give the server’s full name, such as exch01.contoso.local, and look whether DNS knows it.`
    await card().getByText(sentence, { exact: true }).waitFor()
    await card().scrollIntoViewIfNeeded()
    await shot(page, 'ews-live-failed')
    expect(await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).count()).toBe(1)
    expect(window.complaints).toEqual([])
  })

  it('sends a password that was rejected once more only when told to, and shows it nowhere', async () => {
    const rejected: Step = { fail: { id: 'LogonFailure,PSSessionOpenFailed', errorCode: 1326, message: 'Wrong.' } }
    const computer = await open([{ frame: 'phase', text: 'connecting' }, rejected, ended])
    const shells = () => computer.started.filter(({ program }) => program.endsWith('powershell.exe')).length
    await page.getByRole('textbox', { name: 'Exchange server' }).fill(server)
    await card()
      .getByRole('radio', { name: `${contoso.account?.username}, with the password that Postern holds` })
      .click()
    await run().click()
    await card()
      .getByText(/^The user name or the password was rejected when signing in to /)
      .waitFor()
    await run().click()
    await card()
      .getByText(/^The given password was not sent, and nobody was asked\./)
      .waitFor()
    expect(shells()).toBe(1)
    await card().getByRole('button', { name: 'Send the password once more' }).click()
    await card()
      .getByText(/^The user name or the password was rejected when signing in to /)
      .waitFor()
    expect(shells()).toBe(2)
    expect(await page.content()).not.toContain(named.password)
    expect(window.complaints).toEqual([])
  })
})
