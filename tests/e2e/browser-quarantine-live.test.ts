import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { thisMachine } from '../../electron/engine/management/powershell-machine.ts'
import { deviceDocument, type Made } from '../electron/api/devices-of-contoso.ts'
import type { Step } from '../electron/engine/management/powershell-stand-in.ts'
import { ended, opened, type StandInMachine, standInMachine } from '../electron/engine/management/stand-in-machine.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { seriousViolations, tooWide } from './everybody.ts'
import { shot } from './shots.ts'
import { allowThree, threeAndPhones } from './tray-of-three.ts'

const server = 'exch01.contoso.test'
const devices = threeAndPhones
const healthy: readonly Step[] = [...opened, { commands: {} }, ended]
const runReadiness = () => Promise.reject(new Error('No run is started here.'))

/** What the cmdlets answer, as the script of the same devices writes it. */
function answersOf(made: Partial<Made> = {}): Step {
  const { postern: _, errors: __, ...answer } = JSON.parse(deviceDocument({ devices, ...made }))
  return { answer, collectedAt: new Date().toISOString() }
}

/** PowerShell is the stand-in of the engine's tests everywhere here, and Windows is played: neither was ever seen to run. */
describe.skipIf(!hasChromium)('Running decisions from the window, of a stand-in', { timeout: 90_000 }, () => {
  let machine: StandInMachine | undefined
  let window: BrowserWindow
  let page: Page
  const suite = browserSuite()
  afterEach(async () => {
    await machine?.close()
    machine = undefined
  })

  const main = () => page.getByRole('main')
  const tab = (name: string | RegExp) => page.getByRole('tab', { name, exact: typeof name === 'string' })
  const card = () => page.getByRole('region', { name: 'Run it here' })
  const act = (name: string | RegExp) => card().getByRole('button', { name, exact: typeof name === 'string' })

  async function open(on: StandInMachine | typeof thisMachine) {
    const organisation = { ...contoso, servers: [server] }
    window = await suite.open({ ...named, organisation, runReadiness, machine: on, at: '#/desks/quarantine' })
    page = window.page
    await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor()
  }

  async function played(steps: readonly Step[]): Promise<StandInMachine> {
    machine = await standInMachine(steps)
    await open(machine)
    return machine
  }

  async function look(name: string) {
    await card().scrollIntoViewIfNeeded()
    await shot(page, name)
    expect(await seriousViolations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
  }

  const scriptShown = async () => {
    const script = card().getByRole('region', { name: 'the script that it is given' })
    await act('Read the script, the script that it is given').click()
    const text = await script.textContent()
    await act('Read the script, the script that it is given').click()
    return text?.trim()
  }
  const ready = (name: string | RegExp) => expect.poll(() => act(name).getAttribute('aria-disabled')).not.toBe('true')

  async function confirmApply() {
    await card().getByRole('checkbox', { name: 'I have read what Exchange says it would do' }).click()
    await act(`Apply 3 commands at ${server}`).click()
  }

  it('says where the machine is no Windows that it cannot, and why, and shows nothing else', async () => {
    await open({ ...thisMachine, platform: 'linux' })
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'devices.json', mimeType: 'application/json', buffer: Buffer.from(deviceDocument({ devices })) },
    })
    await allowThree(page)
    await card()
      .getByText(
        'Decisions can be carried out from here only on Windows, with the PowerShell that comes with it. Run the script in the Exchange Management Shell instead.',
      )
      .waitFor()
    expect(await card().getByRole('button').count()).toBe(0)
    expect(await card().getByRole('textbox').count()).toBe(0)
    await look('quarantine-live-no-windows')
    expect(window.complaints).toEqual([])
  })

  it('reads the devices live, previews, applies what was previewed, sees it done, and takes it back', async () => {
    const computer = await played([...opened, answersOf(), ended])
    const reading = page.getByRole('region', { name: 'Read the devices from this machine' })
    await expect.poll(() => reading.getByRole('textbox', { name: 'Exchange server' }).inputValue()).toBe(server)
    await reading.getByRole('button', { name: 'Run it and read the answer' }).click()
    await tab('Devices').waitFor()
    expect((await computer.seen()).script).toContain('Get-MobileDevice ')
    expect((await computer.seen()).script).not.toContain('Get-MobileDeviceStatistics')
    await allowThree(page)

    await computer.play(healthy)
    await ready('Preview')
    expect(await act(/^Apply/).count()).toBe(0)
    const shown = await scriptShown()
    await look('quarantine-live-shown')
    await act('Preview').click()
    await card()
      .getByText('The preview has ended: Exchange would do all of it, 3 commands. Nothing was changed.')
      .waitFor()
    expect((await computer.seen()).script.replaceAll('\r\n', '\n').trim()).toBe(shown)
    await card()
      .getByText(/^What if: Set-CASMailbox/)
      .first()
      .waitFor()
    expect(await act(/^Apply/).getAttribute('aria-disabled')).toBe('true')
    const applied = await scriptShown()
    expect(applied).not.toContain('-WhatIf')
    await look('quarantine-live-previewed')

    await confirmApply()
    await card()
      .getByText(/^It was applied: 3 commands\./)
      .waitFor()
    expect((await computer.seen()).script.replaceAll('\r\n', '\n').trim()).toBe(applied)
    await expect.poll(() => main().getByText('Run, not yet verified').count()).toBe(3)
    await look('quarantine-live-applied')

    // The next reading, live too, shows it done: the tray is empty, and what was done can still be taken back.
    await computer.play([...opened, answersOf({ allowed: { 0: ['EAS0'], 1: ['EAS1'], 2: ['EAS2'] } }), ended])
    await page
      .getByRole('region', { name: 'When it has run' })
      .getByRole('button', { name: 'Run it and read the answer' })
      .click()
    await page.getByText(/^Nothing lies in the tray/).waitFor()
    await computer.play(healthy)
    await ready(`Take back 3 commands at ${server}`)
    await look('quarantine-live-undo')
    await act(`Take back 3 commands at ${server}`).click()
    await card()
      .getByText(/^It was taken back: 3 commands\./)
      .waitFor()
    expect((await computer.seen()).script).toContain("@{Remove='EAS0'}")
    await tab('Seen done').click()
    await expect.poll(() => main().getByText('Taken back, not yet verified').count()).toBe(3)
    await tab('Trail').click()
    for (const words of ['Applied from here', 'Taken back from here', 'Script run'])
      await main().getByText(words, { exact: true }).first().waitFor()
    expect(window.complaints).toEqual([])
  })

  it('says what a preview and an apply were refused, is stopped, and offers to take back what was done', async () => {
    const computer = await played([...opened, answersOf(), ended])
    await page.getByRole('button', { name: 'Run it and read the answer' }).click()
    await allowThree(page)
    await computer.play([...opened, { commands: { refuse: [2] } }, ended])
    await ready('Preview')
    await act('Preview').click()
    await card()
      .getByText(/^Exchange would do 2 of 3 commands; 1 refused\./)
      .waitFor()
    await ready('Preview')
    expect(await act(/^Apply/).count()).toBe(0)
    await look('quarantine-live-preview-refused')

    await computer.play(healthy)
    await act('Preview').click()
    await act(/^Apply/).waitFor()
    await computer.play([...opened, { commands: { hangAt: 2 } }])
    await confirmApply()
    await card().getByText('Applying command 2 of 3').waitFor()
    await look('quarantine-live-applying')
    // Whoever is elsewhere meanwhile, or opens the window anew, finds it again.
    await page.reload()
    await tab(/^Decisions/).click()
    await card().getByText('Applying command 2 of 3').waitFor()
    await act(/^Stop/).click()
    await card().getByText('1 of 3 commands were done; of 1 it is not known, 1 not run.').waitFor()
    await card()
      .getByText(/^It was stopped\. What was done before that stays done\./)
      .waitFor()
    await look('quarantine-live-stopped')
    await computer.play(healthy)
    await act('Take back what was done…').click()
    await ready(`Take back 1 command at ${server}`)
    await act(`Take back 1 command at ${server}`).click()
    await card()
      .getByText(/^It was taken back: 1 command\./)
      .waitFor()
    expect(window.complaints).toEqual([])
  })

  it('sends a password that was rejected once more only when told to', async () => {
    const rejected: Step = { fail: { id: 'LogonFailure,PSSessionOpenFailed', errorCode: 1326, message: 'Wrong.' } }
    const computer = await played([...opened, answersOf(), ended])
    await page.getByRole('button', { name: 'Run it and read the answer' }).click()
    await allowThree(page)
    await computer.play([{ frame: 'phase', text: 'connecting' }, rejected, ended])
    await card()
      .getByRole('radio', { name: /with the password that Postern holds$/ })
      .click()
    await ready('Preview')
    await act('Preview').click()
    await card()
      .getByText(/^The user name or the password was rejected/)
      .waitFor()
    await ready('Preview')
    await act('Preview').click()
    await card()
      .getByText(/^The given password was not sent, and nobody was asked\./)
      .waitFor()
    const shells = () => computer.started.filter(({ program }) => program.endsWith('powershell.exe')).length
    expect(shells()).toBe(2)
    await look('quarantine-live-withheld')
    await computer.play(healthy)
    await ready('Send the password once more')
    await act('Send the password once more').click()
    await card()
      .getByText(/^The preview has ended/)
      .waitFor()
    expect(shells()).toBe(3)
    expect(await page.content()).not.toContain(named.password)
    expect(window.complaints).toEqual([])
  })
})
