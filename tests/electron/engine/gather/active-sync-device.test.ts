import { describe, expect, it } from 'vitest'
import {
  activeSyncDevice,
  deviceMailbox,
  traceOfDevice,
} from '../../../../electron/engine/gather/active-sync-device.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'

const organisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe' },
}
const as = (username: string, more: Partial<Organisation> = {}): Organisation => ({
  ...organisation,
  account: { username },
  ...more,
})

describe('the device', () => {
  it('is the same in every run of a mailbox, however the address is written', () => {
    const { id } = activeSyncDevice(organisation, nylas)
    // SHA-256 of probe@contoso.test, as `sha256sum` gives it.
    expect(id).toBe('POSTERNF73E4D57E0246CAF35DBD558')
    expect(activeSyncDevice({ ...organisation, mailbox: 'Probe@Contoso.test' }, nylas).id).toBe(id)
    expect(activeSyncDevice({ ...organisation, mailbox: 'other@contoso.test' }, nylas).id).not.toBe(id)
    expect(id).toMatch(/^[A-Z0-9]{1,32}$/)
  })

  it('is of the organisation’s type, or of the profile’s', () => {
    expect(activeSyncDevice(organisation, nylas).type).toBe('iPhone')
    expect(activeSyncDevice({ ...organisation, activeSync: { deviceType: 'Android' } }, nylas).type).toBe('Android')
  })
})

it.each<[string, Organisation, boolean | undefined, string]>([
  ['no account', { ...organisation, account: undefined } as Organisation, undefined, 'probe@contoso.test'],
  ['another account', as('CONTOSO\\service'), undefined, 'CONTOSO\\service'],
  ['impersonation', as('CONTOSO\\probe', { impersonation: true }), undefined, 'CONTOSO\\probe'],
  ['the same name, with its domain', organisation, undefined, 'probe@contoso.test'],
  ['the same name in capitals', as('PROBE'), undefined, 'probe@contoso.test'],
  ['the same address', as('probe@contoso.test'), undefined, 'probe@contoso.test'],
  ['another name, and the same mailbox', as('CONTOSO\\u12345'), true, 'probe@contoso.test'],
  ['the same name, and another mailbox', organisation, false, 'CONTOSO\\probe'],
])('whose mailbox it opens: %s', (_, given, same, mailbox) => {
  expect(deviceMailbox(given, same)).toBe(mailbox)
})

it('says of the kind of device whether it is inferred', () => {
  expect(traceOfDevice(organisation, nylas).what).toContain(
    '(iPhone, inferred; the organisation’s file can name another: activeSync.deviceType) with the mailbox',
  )
  const told = { ...organisation, activeSync: { deviceType: 'iPhone' } }
  expect(traceOfDevice(told, nylas).what).toContain('(iPhone) with the mailbox')
})

describe('the command that takes it away', () => {
  it.each([
    ["CONTOSO\\o'neill", "'CONTOSO\\o''neill'"],
    ['CONTOSO\\o’neill', "'CONTOSO\\o’’neill'"],
    ['a"; Remove-Mailbox x; "', `'a"; Remove-Mailbox x; "'`],
    ["x'; Remove-Mailbox y; '", "'x''; Remove-Mailbox y; '''"],
  ])('%s cannot end its own quotes', (username, quoted) => {
    const { undo, undoIn2010 } = traceOfDevice(as(username), nylas)
    const { id } = activeSyncDevice(organisation, nylas)
    // Exchange 2010 has PowerShell 2, which knows Where-Object with a block alone.
    expect(undoIn2010).toBe(
      `Get-ActiveSyncDevice -Mailbox ${quoted} | Where-Object {$_.DeviceId -eq '${id}'} | Remove-ActiveSyncDevice`,
    )
    expect(undo).toBe(`Get-MobileDevice -Mailbox ${quoted} | Where-Object DeviceId -eq '${id}' | Remove-MobileDevice`)
  })
})
