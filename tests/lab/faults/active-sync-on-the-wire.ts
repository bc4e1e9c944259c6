import { expect } from 'vitest'
import { childOf, childrenOf, textAt } from '../../../lab/exchange/wbxml.ts'
import type { activeSyncFaults } from '../../../lab/faults/active-sync.ts'
import type { Lab } from '../../../lab/lab.ts'
import { collectionOf, EAS, readyDevice, statusOf, TestDevice } from '../active-sync-device.ts'
import { asAlice, ask } from '../https-client.ts'
import { getFolder, xml } from '../requests.ts'

type Id = Exclude<keyof typeof activeSyncFaults, 'active-sync-options-eaten'>

/** What each fault of ActiveSync is on the wire. */
export function activeSyncOnTheWire(lab: () => Lab): Record<Id, () => Promise<void>> {
  const options = (headers: Record<string, string> = asAlice) => ask(lab(), EAS, { method: 'OPTIONS', headers })
  const versions = async () => (await options()).headers['ms-asprotocolversions']?.[0]?.split(',').at(-1)
  const schemes = async () => (await options({})).headers['www-authenticate']
  const refuses = (status: string) => async () => {
    expect((await options()).status).toBe(200)
    expect(statusOf(await new TestDevice(lab()).folderSync())).toBe(status)
  }
  /** OPTIONS and Provision pass; what comes after the policy does not. */
  const refusesProvisioned = (status: string) => async () => {
    const device = new TestDevice(lab())
    await device.provision()
    expect(statusOf(await device.folderSync())).toBe(status)
  }
  const answersOptions =
    (status: number, headers: object = {}) =>
    async () => {
      expect(await options()).toMatchObject({ status, headers })
    }
  /** OPTIONS passes, and the first command does not. */
  const answersCommands = (status: number) => async () => {
    expect((await options()).status).toBe(200)
    const answer = await new TestDevice(lab()).folderSync()
    expect(answer.status).toBe(status)
    return answer
  }
  return {
    'active-sync-anonymous': async () => {
      expect(await options({})).toMatchObject({
        status: 200,
        headers: { 'ms-asprotocolversions': [expect.any(String)] },
      })
    },
    'active-sync-vdir-404': answersOptions(404),
    'active-sync-post-denied': async () => {
      expect((await options()).status).toBe(200)
      const { status, headers } = await ask(lab(), `${EAS}?Cmd=FolderSync`, { method: 'POST', headers: asAlice })
      expect(status).toBe(403)
      expect(Object.keys(headers).filter((name) => /^(?:ms-|x-|request-id)/.test(name))).toEqual([])
    },
    'active-sync-ssl-403.4': async () => {
      expect(await options({})).toMatchObject({ status: 403, body: expect.stringContaining('403.4') })
    },
    'active-sync-app-pool-stopped': answersOptions(503, { server: ['Microsoft-HTTPAPI/2.0'] }),
    'active-sync-folder-locked': async () => {
      expect(await options()).toMatchObject({ status: 401, body: expect.stringContaining('401.3') })
      expect(lab().badSignIns('alice').total).toBe(0)
    },
    'windows-auth-on-active-sync': async () => {
      await expect(schemes()).resolves.toEqual(['Negotiate', 'NTLM'])
    },
    'windows-auth-beside-basic-on-active-sync': async () => {
      await expect(schemes()).resolves.toEqual(['Negotiate', 'NTLM', expect.stringMatching(/^Basic /)])
    },
    'only-old-version': async () => {
      await expect(versions()).resolves.toBe('14.0')
      expect(statusOf(await new TestDevice(lab()).folderSync())).toBe('138')
    },
    'only-version-12.1': async () => {
      await expect(versions()).resolves.toBe('12.1')
      const old = new TestDevice(lab(), { version: '12.1' })
      await expect(old.folderSync()).resolves.toMatchObject({ status: 449, document: undefined })
      await old.provision('1', false)
      expect(statusOf(await old.folderSync())).toBe('1')
    },
    'only-version-2.5': async () => {
      await expect(versions()).resolves.toBe('2.5')
    },
    'device-quarantined': async () => {
      const { device, inboxKey } = await readyDevice(lab())
      const items = childrenOf(childOf(collectionOf(await device.sync(inboxKey)), 'AirSync:Commands'))
      expect(items).toHaveLength(1)
      expect(textAt(items[0], 'AirSync:ApplicationData', 'Email:Subject')).toContain('temporarily blocked')
      expect(lab().devices('alice')).toMatchObject([{ state: 'Quarantined' }])
    },
    'device-quarantined-in-turkish': async () => {
      const { device, inboxKey } = await readyDevice(lab())
      const items = childrenOf(childOf(collectionOf(await device.sync(inboxKey)), 'AirSync:Commands'))
      expect(items).toHaveLength(1)
      expect(textAt(items[0], 'AirSync:ApplicationData', 'Email:Subject')).toMatch(/ActiveSync.*engellendi/)
      expect(lab().devices('alice')).toMatchObject([{ state: 'Quarantined' }])
    },
    'device-allowed-after-quarantine': async () => {
      const { device, inboxKey } = await readyDevice(lab())
      const items = childrenOf(childOf(collectionOf(await device.sync(inboxKey)), 'AirSync:Commands'))
      expect(items).toHaveLength(1)
      expect(textAt(items[0], 'AirSync:ApplicationData', 'Email:Subject')).toContain('temporarily blocked')
      expect(lab().devices('alice')).toMatchObject([{ state: 'Allowed' }])
    },
    'policy-hides-old-mail': async () => {
      const first = (await new TestDevice(lab()).firstRound()).document
      const policy = ['Provision:Policies', 'Provision:Policy', 'Provision:Data', 'Provision:EASProvisionDoc']
      expect(textAt(first, ...policy, 'Provision:MaxEmailAgeFilter')).toBe('2')
      const { device, inboxKey } = await readyDevice(lab())
      const items = childrenOf(childOf(collectionOf(await device.sync(inboxKey)), 'AirSync:Commands'))
      expect(items).toHaveLength(1)
      expect(textAt(items[0], 'AirSync:ApplicationData', 'Email:Subject')).toContain('temporarily blocked')
    },
    'device-in-discovery': async () => {
      const { device, inboxKey } = await readyDevice(lab())
      expect((await device.sync(inboxKey)).document).toBeUndefined()
      expect(lab().devices('alice')).toMatchObject([{ state: 'DeviceDiscovery', noticed: false }])
    },
    'device-blocked': refuses('129'),
    'mailbox-active-sync-disabled': refuses('126'),
    'active-sync-access-denied': refuses('130'),
    'active-sync-mailbox-store-down': refuses('111'),
    'mailbox-full': refuses('113'),
    'account-without-mailbox': refuses('123'),
    'service-account-without-mailbox': async () => {
      await refuses('123')()
      const asked = { method: 'POST', headers: { ...asAlice, ...xml }, body: getFolder() }
      expect((await ask(lab(), '/EWS/Exchange.asmx', asked)).body).toContain('ErrorMissingEmailAddress')
      expect(lab().organisation).toMatchObject({ mailbox: 'bob@contoso.test', impersonation: true })
    },
    'service-account-without-active-sync': async () => {
      await refuses('126')()
      expect(lab().organisation).toMatchObject({ mailbox: 'bob@contoso.test', impersonation: true })
    },
    'account-disabled-meanwhile': refuses('131'),
    'policy-needs-more-than-the-device': refuses('139'),
    'mdm-required': refuses('145'),
    'legacy-device-strict-policy': refusesProvisioned('141'),
    'provision-loop': refusesProvisioned('144'),
    'device-information-missing': async () => {
      expect(statusOf(await new TestDevice(lab()).firstRound())).toBe('165')
    },
    'remote-wipe': async () => {
      expect(childOf((await new TestDevice(lab()).firstRound()).document, 'Provision:RemoteWipe')).toBeDefined()
      expect(lab().devices('alice')).toMatchObject([{ wipeAcknowledged: false }])
    },
    'too-many-partnerships': async () => {
      await refuses('177')()
      expect(lab().devices('alice')).toEqual([])
    },
    'admin-sd-holder': async () => {
      const device = new TestDevice(lab())
      await device.provision()
      await expect(device.folderSync()).resolves.toMatchObject({ status: 500 })
    },
    'active-sync-misdirected': async () => {
      const { headers } = await options()
      const location = new URL(headers['x-ms-location']?.[0] ?? '')
      expect(location.hostname).toBe('autodiscover.contoso.test')
      const there = { method: 'OPTIONS', host: location.hostname, headers: asAlice }
      expect(await ask(lab(), location.pathname, there)).toMatchObject({ status: 200 })
    },
    'active-sync-misdirected-at-commands': async () => {
      const { headers } = await answersCommands(451)()
      expect(headers['x-ms-location']).toEqual([expect.stringContaining('https://autodiscover.contoso.test:')])
    },
    'active-sync-misdirected-nowhere': answersOptions(451, {
      'x-ms-location': [expect.stringContaining('https://muc.contoso.test:')],
    }),
    'active-sync-misdirected-nowhere-at-commands': async () => {
      const { headers } = await answersCommands(451)()
      expect(headers['x-ms-location']).toEqual([expect.stringContaining('https://muc.contoso.test:')])
    },
    'active-sync-blocked-456': answersOptions(456),
    'active-sync-misdirected-to-other-domain': answersOptions(451, {
      'x-ms-location': [expect.stringContaining('https://mail.fabrikam.test:')],
    }),
    'active-sync-misdirected-to-other-domain-at-commands': async () => {
      const { headers } = await answersCommands(451)()
      expect(headers['x-ms-location']).toEqual([expect.stringContaining('https://mail.fabrikam.test:')])
    },
    'active-sync-not-enabled-403': answersOptions(403, { 'x-feserver': ['EXCH01'] }),
    'active-sync-blocked-456-at-commands': async () => void (await answersCommands(456)()),
    'password-expired-457-at-commands': async () => void (await answersCommands(457)()),
    'password-expired-457': answersOptions(457),
    'active-sync-503': async () => {
      expect((await options()).status).toBe(200)
      const { status, headers } = await new TestDevice(lab()).folderSync()
      expect(status).toBe(503)
      expect(headers).toMatchObject({ 'retry-after': ['60'], 'x-ms-asthrottle': ['CommandFrequency'] })
    },
  }
}
