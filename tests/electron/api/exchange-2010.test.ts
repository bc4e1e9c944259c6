import { describe, expect, it } from 'vitest'
import { send } from './app-with-configuration.ts'
import { appWithDevices, because } from './app-with-devices.ts'
import { deviceDocument, keyOf, threeAmong } from './devices-of-contoso.ts'

const devices = threeAmong(1)
const [key = ''] = devices.map(keyOf)
const server = (version: string) => [{ Name: 'EX', AdminDisplayVersion: version, ServerRole: 'Mailbox' }]

/** An export by hand, of that release's cmdlets. */
function exported(release: '2010' | '2013', more: object = {}): string {
  const { postern: _, errors: _errors, ...parts } = JSON.parse(deviceDocument({ devices }))
  const text = JSON.stringify({ ...parts, ...more })
  if (release === '2013') return text
  return text
    .replace('"Get-MobileDevice"', '"Get-ActiveSyncDevice"')
    .replace('"Get-MobileDeviceMailboxPolicy"', '"Get-ActiveSyncMailboxPolicy"')
}

/** The script that ends a partnership, by what was read. */
async function scriptBy(...files: string[]): Promise<string> {
  const { client } = appWithDevices()
  for (const file of files) await client.call('configuration.import', { importId: await send(client, file) })
  await client.call('quarantine.decide', { devices: { keys: [key] }, verdict: 'remove', ...because })
  const { tray } = await client.call('quarantine.decisions', { which: 'tray', offset: 0, limit: 1 })
  const script = await client.call('quarantine.script', { of: { what: 'tray', tray }, part: 'apply', offset: 0 })
  if (script.outcome !== 'script') throw new Error(script.sentence)
  return script.text
}

describe('Scripts about devices where no server was read', () => {
  it.each([
    ['2010, by the names of its cmdlets', [exported('2010')], 'Remove-ActiveSyncDevice'],
    ['a later one, by theirs', [exported('2013')], 'Remove-MobileDevice'],
    ['a later one, once that told of the devices', [exported('2010'), exported('2013')], 'Remove-MobileDevice'],
    [
      'what the servers say, whatever the names',
      [exported('2010', { 'Get-ExchangeServer': server('Version 15.2 (Build 1748.10)') })],
      'Remove-MobileDevice',
    ],
  ])('are of %s', async (_what, files, cmdlet) => {
    expect(await scriptBy(...files)).toContain(`${cmdlet} `)
  })
})
