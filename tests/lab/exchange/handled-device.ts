import { activeSync } from '../../../lab/exchange/active-sync.ts'
import { type Device, Devices } from '../../../lab/exchange/active-sync-devices.ts'
import { Subscriptions } from '../../../lab/exchange/subscriptions.ts'
import {
  childOf,
  childrenOf,
  decodeWbxml,
  element,
  encodeWbxml,
  textAt,
  type WbxmlElement,
} from '../../../lab/exchange/wbxml.ts'
import type { Reply } from '../../../lab/http/reply.ts'
import { healthySettings, type Settings } from '../../../lab/settings.ts'
import { accounts } from '../../../lab/users.ts'

/** What a device says of itself on its way to the server. */
export interface HandledDeviceOptions {
  readonly settings?: Settings
  readonly deviceId?: string
  readonly deviceType?: string
  readonly userAgent?: string
  /** X-MS-WL; not sent when it is left out. */
  readonly xmswl?: string
  /** DeviceInformation; told at the first Provision, and not at all where it is left out. */
  readonly model?: string
  readonly os?: string
  readonly version?: string
}

/** A phone of alice's whose requests go to the lab's ActiveSync itself, without HTTP. */
export class HandledDevice {
  readonly settings: Settings
  readonly devices = new Devices()
  readonly #options: HandledDeviceOptions
  now = new Date('2026-11-29T08:00:00Z')
  policyKey: string | undefined = '0'

  constructor(options: HandledDeviceOptions = {}) {
    this.#options = options
    this.settings = options.settings ?? healthySettings()
  }

  /** Its partnership. */
  get kept(): Device | undefined {
    return this.devices.find('alice', this.#options.deviceId ?? 'PHONE1')
  }

  ask(name: string, body?: WbxmlElement): { readonly reply: Reply; readonly document: WbxmlElement | undefined } {
    const { deviceId = 'PHONE1', deviceType = 'Phone', userAgent = 'Phone/1', xmswl, version = '16.1' } = this.#options
    const query = new URLSearchParams({ Cmd: name, User: 'alice', DeviceId: deviceId, DeviceType: deviceType })
    const headers: Record<string, string | undefined> = {
      'ms-asprotocolversion': version,
      'x-ms-policykey': this.policyKey,
      'x-ms-wl': xmswl,
    }
    const bytes = body ? Buffer.from(encodeWbxml(body)) : Buffer.alloc(0)
    const asked = {
      ...{ method: 'POST', host: 'mail.contoso.test', port: 443, path: '/microsoft-server-activesync' },
      ...{ query, rawQuery: query.toString(), contentType: 'application/vnd.ms-sync.wbxml', userAgent },
      ...{ body: '', bytes, header: (wanted: string) => headers[wanted] },
    }
    const reply = activeSync.answer(
      asked,
      { account: 'alice', ...accounts.alice },
      {
        ...{ server: 'EXCH01', settings: this.settings, devices: this.devices, foreignPort: 0 },
        ...{ subscriptions: new Subscriptions(), now: () => this.now },
      },
    )
    const content = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body)
    return { reply, document: content.length === 0 ? undefined : decodeWbxml(content) }
  }

  /** Both rounds of Provision, where the server lets it; the device says that it did so much of the policy. */
  provision(did = '1'): void {
    const { model, os } = this.#options
    const told = [
      ...(model === undefined ? [] : [element('Settings:Model', model)]),
      ...(os === undefined ? [] : [element('Settings:OS', os)]),
    ]
    // Whoever tells nothing is one of before 14.1, which has no place for it.
    const about = told.length === 0 ? [] : [element('Settings:DeviceInformation', [element('Settings:Set', told)])]
    const temporary = this.#round(about)
    if (temporary === undefined) return
    const final = this.#round([], [element('Provision:PolicyKey', temporary), element('Provision:Status', did)])
    this.policyKey = final ?? this.policyKey
  }

  /** The status of FolderSync from the beginning, or 503 and the like where HTTP says it. */
  folderSync(): string {
    const body = element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', '0')])
    const { reply, document } = this.ask('FolderSync', body)
    return textAt(document, 'FolderHierarchy:Status') ?? String(reply.status)
  }

  /** The subjects that a first Sync of the Inbox brings. */
  inbox(): string[] {
    return this.mail().map(({ subject }) => subject)
  }

  /** What a first Sync of the Inbox brings. */
  mail(): { readonly subject: string; readonly body: string }[] {
    const collection = (key: string) =>
      element('AirSync:Sync', [
        element('AirSync:Collections', [
          element('AirSync:Collection', [element('AirSync:SyncKey', key), element('AirSync:CollectionId', '5')]),
        ]),
      ])
    const found = (document: WbxmlElement | undefined) =>
      childOf(childOf(document, 'AirSync:Collections'), 'AirSync:Collection')
    const key = textAt(found(this.ask('Sync', collection('0')).document), 'AirSync:SyncKey') ?? ''
    const commands = childOf(found(this.ask('Sync', collection(key)).document), 'AirSync:Commands')
    return childrenOf(commands).map((add) => ({
      subject: textAt(add, 'AirSync:ApplicationData', 'Email:Subject') ?? '',
      body: textAt(add, 'AirSync:ApplicationData', 'AirSyncBase:Body', 'AirSyncBase:Data') ?? '',
    }))
  }

  #round(before: WbxmlElement[], inside: WbxmlElement[] = []): string | undefined {
    const type = element('Provision:PolicyType', 'MS-EAS-Provisioning-WBXML')
    const policies = element('Provision:Policies', [element('Provision:Policy', [type, ...inside])])
    const { document } = this.ask('Provision', element('Provision:Provision', [...before, policies]))
    return textAt(document, 'Provision:Policies', 'Provision:Policy', 'Provision:PolicyKey')
  }
}
