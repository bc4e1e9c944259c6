import { describe, expect, it } from 'vitest'
import { readConfigurationFile } from '../../../../electron/engine/management/read-configuration-file.ts'

const device = { Identity: 'contoso.test/Users/A/ExchangeActiveSyncDevices/x§1', DeviceId: '1', DeviceType: 'x' }
const csv = 'Identity,DeviceId,DeviceType\r\na/ExchangeActiveSyncDevices/x,1,x\r\n'
const typed = (type: string) =>
  `#TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.${type}\r\n"Identity","DeviceId"\r\n"a/x","1"\r\n`

async function olderOf(file: string, name = 'file') {
  const pieces = (async function* () {
    yield Buffer.from(file)
  })()
  const reading = await readConfigurationFile(pieces, { name, signal: new AbortController().signal, takesRest: false })
  if ('refused' in reading) throw new Error(reading.sentence)
  return reading.older
}

describe('Devices are told by the names of Exchange 2010', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['under its cmdlet', JSON.stringify({ 'Get-ActiveSyncDevice': [device] }), undefined, ['mobileDevices']],
    [
      'by a cmdlet that found none',
      JSON.stringify({ 'Get-ActiveSyncDevice': [], 'Get-CASMailbox': [] }),
      undefined,
      ['mobileDevices'],
    ],
    ['by the type', typed('ActiveSyncDevice'), undefined, ['mobileDevices']],
    ['by the name of the file', csv, 'Get-ActiveSyncDevice.csv', ['mobileDevices']],
    ['and not under the later cmdlet', JSON.stringify({ 'Get-MobileDevice': [device] }), undefined, []],
    ['and not by the later type', typed('MobileDevice'), undefined, []],
    ['and not where nothing tells', csv, 'devices.csv', []],
  ])('%s', async (_what, file, name, parts) => {
    expect(await olderOf(file, name)).toEqual(parts)
  })
})
