import type { HttpRequest } from './http-connection.ts'
import { encodeWbxml } from './wbxml/encode-wbxml.ts'
import type { WbxmlElement } from './wbxml/wbxml-element.ts'

export type ActiveSyncCommandName = 'Provision' | 'FolderSync' | 'Settings' | 'Sync'

/** What is the same in every command of a device. */
export type ActiveSyncClient = {
  /** The user's alias, without the domain in front of it. */
  user: string
  deviceId: string
  deviceType: string
  userAgent: string
  /** `16.1`. */
  version: string
}

/**
 * The POST of one command with a plain query (MS-ASHTTP 2.2.1.1.1.2 and 2.2.1.1.2). `policyKey` is `0` until the server
 * has given one.
 */
export function activeSyncPost(
  url: URL,
  command: ActiveSyncCommandName,
  body: WbxmlElement,
  client: ActiveSyncClient,
  policyKey: string,
): HttpRequest {
  const query = [
    ['Cmd', command],
    ['User', client.user],
    ['DeviceId', client.deviceId],
    ['DeviceType', client.deviceType],
  ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  return {
    method: 'POST',
    path: `${url.pathname}?${query.join('&')}`,
    headers: {
      'user-agent': client.userAgent,
      'content-type': 'application/vnd.ms-sync.wbxml',
      'ms-asprotocolversion': client.version,
      'x-ms-policykey': policyKey,
    },
    body: encodeWbxml(body),
  }
}
