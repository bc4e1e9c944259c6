import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { deviceDocument, threeAmong } from '../electron/api/devices-of-contoso.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

const of = (name: string) =>
  deviceDocument({ devices: threeAmong(20) }).replace(
    '"Get-CASMailbox"',
    `"Get-OrganizationConfig":[{"Name":"${name}"}],"Get-CASMailbox"`,
  )
const fabrikam = of('Fabrikam').replaceAll('contoso.test', 'fabrikam.test')

describe.skipIf(!hasChromium)('A file of another organisation', { timeout: 60_000 }, () => {
  const suite = browserSuite()

  it('is asked about before it is taken in, and taken back where that was a mistake', async () => {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    const window = await suite.open({ runReadiness, store, at: '#/desks/quarantine' })
    const page: Page = window.page
    const main = page.getByRole('main')
    const give = (name: string, text: string) =>
      page
        .getByLabel('Files of configuration')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await give('contoso.json', of('Contoso'))
    await main.getByRole('tab', { name: 'What was read' }).click()
    const list = main.getByRole('list', { name: 'The latest readings' })
    await list.getByText('contoso.json').waitFor()

    await give('fabrikam.json', fabrikam)
    const asked = 'fabrikam.json: This is of Fabrikam; what is known here is Contoso’s. Nothing of it was taken in.'
    await main.getByText(asked).waitFor()
    expect(await list.getByRole('listitem').count()).toBe(1)
    await main.getByText(asked).scrollIntoViewIfNeeded()
    await shot(page, 'quarantine-other-organisation')

    await main.getByRole('button', { name: 'Take it in all the same, of fabrikam.json' }).click()
    await list.getByText('fabrikam.json').waitFor()
    await list.getByRole('button', { name: 'Take this reading back, fabrikam.json…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Take the reading of fabrikam.json back?').waitFor()
    await shot(page, 'quarantine-take-back')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await list.getByText(/taken back: it counts no more/).waitFor()
    expect(await list.getByText(/what is known now/).count()).toBe(0)
    await give('contoso.json', of('Contoso'))
    await list.getByText(/what is known now/).waitFor()
    expect(await list.getByRole('listitem').count()).toBe(3)
    await shot(page, 'quarantine-taken-back')
    expect(window.complaints).toEqual([])
  })
})
