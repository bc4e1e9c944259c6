import { childOf, decodeWbxml, element, encodeWbxml, textAt, type WbxmlElement } from '../../lab/exchange/wbxml.ts'
import type { Lab } from '../../lab/lab.ts'
import { asAlice, askBytes } from './https-client.ts'

export const EAS = '/Microsoft-Server-ActiveSync'

export interface CommandResult {
  readonly status: number
  readonly headers: NodeJS.Dict<string[]>
  /** Undefined for an empty body. */
  readonly document: WbxmlElement | undefined
}

export interface DeviceOptions {
  readonly version?: string
  readonly deviceId?: string
  readonly headers?: Record<string, string>
}

/** A phone of alice's that speaks to the lab; it keeps its policy key, and shows everything that comes back. */
export class TestDevice {
  readonly #lab: Lab
  readonly #version: string
  readonly #deviceId: string
  readonly #headers: Record<string, string>
  /** What X-MS-PolicyKey says; not sent when undefined. */
  policyKey: string | undefined = '0'

  constructor(lab: Lab, { version = '16.1', deviceId = 'TEST1', headers = asAlice }: DeviceOptions = {}) {
    this.#lab = lab
    this.#version = version
    this.#deviceId = deviceId
    this.#headers = headers
  }

  async command(name: string, body?: WbxmlElement | Buffer, query?: string): Promise<CommandResult> {
    const key: Record<string, string> = this.policyKey === undefined ? {} : { 'X-MS-PolicyKey': this.policyKey }
    const plain = `Cmd=${name}&User=alice&DeviceId=${this.#deviceId}&DeviceType=Test`
    const answer = await askBytes(this.#lab, `${EAS}?${query ?? plain}`, {
      method: 'POST',
      headers: {
        'MS-ASProtocolVersion': this.#version,
        'Content-Type': 'application/vnd.ms-sync.wbxml',
        'User-Agent': 'TestDevice/1',
        ...key,
        ...this.#headers,
      },
      ...(body && { body: Buffer.isBuffer(body) ? body : encodeWbxml(body) }),
    })
    const { status, headers } = answer
    return { status, headers, document: answer.body.length === 0 ? undefined : decodeWbxml(answer.body) }
  }

  /** The first round of Provision, with DeviceInformation or without. */
  firstRound(information = true): Promise<CommandResult> {
    const about = element('Settings:DeviceInformation', [
      element('Settings:Set', [element('Settings:Model', 'Test phone'), element('Settings:OS', 'Test 1.0')]),
    ])
    return this.command('Provision', provisionRequest(undefined, undefined, information ? [about] : []))
  }

  secondRound(key: string, status = '1'): Promise<CommandResult> {
    return this.command('Provision', provisionRequest(key, status))
  }

  /** Both rounds; keeps the final key and gives it back. */
  async provision(status = '1', information = true): Promise<string> {
    const first = policyKeyOf(await this.firstRound(information))
    const final = policyKeyOf(await this.secondRound(first, status))
    this.policyKey = final
    return final
  }

  folderSync(key = '0'): Promise<CommandResult> {
    return this.command('FolderSync', element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', key)]))
  }

  sync(syncKey: string, collectionId = '5', more: WbxmlElement[] = []): Promise<CommandResult> {
    const collection = [element('AirSync:SyncKey', syncKey), element('AirSync:CollectionId', collectionId), ...more]
    return this.command(
      'Sync',
      element('AirSync:Sync', [element('AirSync:Collections', [element('AirSync:Collection', collection)])]),
    )
  }
}

function provisionRequest(key: string | undefined, status: string | undefined, before: WbxmlElement[] = []) {
  return element('Provision:Provision', [
    ...before,
    element('Provision:Policies', [
      element('Provision:Policy', [
        element('Provision:PolicyType', 'MS-EAS-Provisioning-WBXML'),
        ...(key === undefined ? [] : [element('Provision:PolicyKey', key)]),
        ...(status === undefined ? [] : [element('Provision:Status', status)]),
      ]),
    ]),
  ])
}

export function policyKeyOf({ document }: CommandResult): string {
  const key = textAt(document, 'Provision:Policies', 'Provision:Policy', 'Provision:PolicyKey')
  if (key === undefined) throw new Error('The answer has no policy key.')
  return key
}

/** The status of the command as a whole. */
export function statusOf({ document }: CommandResult): string | undefined {
  const page = document?.name.split(':')[0]
  return textAt(document, `${page}:Status`)
}

/** The first collection of a Sync. */
export function collectionOf({ document }: CommandResult): WbxmlElement {
  const collection = childOf(childOf(document, 'AirSync:Collections'), 'AirSync:Collection')
  if (collection === undefined) throw new Error('The answer has no collection.')
  return collection
}

/** Signed in, provisioned, with its folders and a first key for its Inbox. */
export async function readyDevice(
  lab: Lab,
  options?: DeviceOptions,
): Promise<{ device: TestDevice; inboxKey: string }> {
  const device = new TestDevice(lab, options)
  await device.provision('1', Number(options?.version ?? '16.1') >= 14.1)
  await device.folderSync()
  const inboxKey = textAt(collectionOf(await device.sync('0')), 'AirSync:SyncKey')
  if (inboxKey === undefined) throw new Error('The Inbox has no key.')
  return { device, inboxKey }
}
