import { randomUUID } from 'node:crypto'
import type { User } from '../users.ts'
import type { CollectionState, Device } from './active-sync-devices.ts'
import { folders, type Item, itemsFor, type Mailbox } from './active-sync-mailbox.ts'
import { keepInformation } from './active-sync-provision.ts'
import { childOf, childrenOf, element, textAt, type WbxmlElement } from './wbxml.ts'

/** The answer to a command; nothing stands for the empty body by which Exchange says that there is nothing new. */
export type CommandAnswer = WbxmlElement | undefined

/** FolderSync (MS-ASCMD section 2.2.1.5): the whole hierarchy for key 0, no change for the key that it gave. */
export function folderSync(request: WbxmlElement | undefined, device: Device): CommandAnswer {
  const answer = (status: number, ...rest: WbxmlElement[]) =>
    element('FolderHierarchy:FolderSync', [element('FolderHierarchy:Status', String(status)), ...rest])
  const key = textAt(request, 'FolderHierarchy:SyncKey')
  if (request?.name !== 'FolderHierarchy:FolderSync' || key === undefined) return answer(10)
  if (key !== '0' && key !== String(device.hierarchyKey)) return answer(9)
  const added = key === '0' ? folders : []
  device.hierarchyKey = 1
  const changes = [
    element('FolderHierarchy:Count', String(added.length)),
    ...added.map(({ serverId, name, type }) =>
      element('FolderHierarchy:Add', [
        element('FolderHierarchy:ServerId', serverId),
        element('FolderHierarchy:ParentId', '0'),
        element('FolderHierarchy:DisplayName', name),
        element('FolderHierarchy:Type', String(type)),
      ]),
    ),
  ]
  return answer(
    1,
    element('FolderHierarchy:SyncKey', String(device.hierarchyKey)),
    element('FolderHierarchy:Changes', changes),
  )
}

const DEFAULT_WINDOW = 100
const LARGEST_WINDOW = 512

/** Sync (MS-ASCMD section 2.2.1.21), from server to client: key 0 gives a key, and that key gives what is there. */
export function sync(request: WbxmlElement | undefined, device: Device, mailbox: Mailbox): CommandAnswer {
  const failed = (status: number) => element('AirSync:Sync', [element('AirSync:Status', String(status))])
  // An empty request asks for the last one again; the lab keeps none (13), as after a restart of Exchange.
  if (request === undefined) return failed(13)
  const asked = childrenOf(childOf(request, 'AirSync:Collections'))
  if (request.name !== 'AirSync:Sync' || asked.length === 0) return failed(4)
  // Without a hierarchy the client must ask for the folders first.
  if (device.hierarchyKey === 0) return failed(12)
  const answers = asked.flatMap((collection) => syncCollection(collection, device, mailbox) ?? [])
  return answers.length === 0 ? undefined : element('AirSync:Sync', [element('AirSync:Collections', answers)])
}

function syncCollection(asked: WbxmlElement, device: Device, mailbox: Mailbox): CommandAnswer {
  const id = textAt(asked, 'AirSync:CollectionId') ?? ''
  const key = textAt(asked, 'AirSync:SyncKey') ?? ''
  const answer = (syncKey: string, status: number, ...rest: WbxmlElement[]) =>
    element('AirSync:Collection', [
      element('AirSync:SyncKey', syncKey),
      element('AirSync:CollectionId', id),
      element('AirSync:Status', String(status)),
      ...rest,
    ])
  if (!folders.some(({ serverId }) => serverId === id)) return answer(key, 8)
  if (key === '0') {
    const fresh: CollectionState = { syncKey: newSyncKey(), sent: new Set() }
    device.collections.set(id, fresh)
    return answer(fresh.syncKey, 1)
  }
  const state = device.collections.get(id)
  if (state === undefined || key !== state.syncKey) return answer('0', 3)
  const wanted = textAt(asked, 'AirSync:GetChanges') !== '0'
  const left = wanted ? itemsFor(mailbox, device, id).filter(({ serverId }) => !state.sent.has(serverId)) : []
  if (left.length === 0) return undefined
  const now = left.slice(0, windowOf(asked))
  for (const { serverId } of now) state.sent.add(serverId)
  state.syncKey = newSyncKey()
  const more = now.length < left.length ? [element('AirSync:MoreAvailable')] : []
  return answer(state.syncKey, 1, ...more, element('AirSync:Commands', now.map(addition)))
}

function addition({ serverId, data }: Item): WbxmlElement {
  return element('AirSync:Add', [element('AirSync:ServerId', serverId), element('AirSync:ApplicationData', data)])
}

function windowOf(asked: WbxmlElement): number {
  const window = Number(textAt(asked, 'AirSync:WindowSize') ?? DEFAULT_WINDOW)
  return window >= 1 && window <= LARGEST_WINDOW ? window : LARGEST_WINDOW
}

/** Opaque to the client, as Exchange writes them. */
function newSyncKey(): string {
  return `{${randomUUID().toUpperCase()}}1`
}

/** GetItemEstimate (MS-ASCMD section 2.2.1.9): how many items a Sync with this key would bring. */
export function getItemEstimate(request: WbxmlElement | undefined, device: Device, mailbox: Mailbox): CommandAnswer {
  const answers = childrenOf(childOf(request, 'GetItemEstimate:Collections')).map((asked) => {
    const id = textAt(asked, 'GetItemEstimate:CollectionId') ?? ''
    const key = textAt(asked, 'AirSync:SyncKey') ?? ''
    const state = device.collections.get(id)
    const known = folders.some(({ serverId }) => serverId === id)
    // 2 no such folder, 3 not primed, 4 wrong key.
    const status = !known ? 2 : state === undefined || key === '0' ? 3 : key !== state.syncKey ? 4 : 1
    const left = itemsFor(mailbox, device, id).filter(({ serverId }) => !state?.sent.has(serverId)).length
    const estimate = status === 1 ? [element('GetItemEstimate:Estimate', String(left))] : []
    return element('GetItemEstimate:Response', [
      element('GetItemEstimate:Status', String(status)),
      element('GetItemEstimate:Collection', [element('GetItemEstimate:CollectionId', id), ...estimate]),
    ])
  })
  if (answers.length === 0) answers.push(element('GetItemEstimate:Status', '2'))
  return element('GetItemEstimate:GetItemEstimate', answers)
}

/** Settings (MS-ASCMD section 2.2.1.18): takes DeviceInformation, tells UserInformation and that nobody is out of office. */
export function settingsCommand(request: WbxmlElement | undefined, device: Device, user: User): CommandAnswer {
  const done = element('Settings:Status', '1')
  const answers = childrenOf(request).map(({ name, content }) => {
    const asked = element(name, content)
    if (name === 'Settings:DeviceInformation') {
      keepInformation(device, asked)
      return element(name, [done])
    }
    if (name === 'Settings:UserInformation' && childOf(asked, 'Settings:Get')) {
      const addresses = element('Settings:EmailAddresses', [element('Settings:SmtpAddress', user.mailbox)])
      return element(name, [done, element('Settings:Get', [addresses])])
    }
    if (name === 'Settings:Oof' && childOf(asked, 'Settings:Get')) {
      return element(name, [done, element('Settings:Get', [element('Settings:OofState', '0')])])
    }
    return name.startsWith('Settings:') ? element(name, [element('Settings:Status', '2')]) : undefined
  })
  const known = answers.filter((each) => each !== undefined)
  const whole = request?.name === 'Settings:Settings' && known.length > 0 ? '1' : '2'
  return element('Settings:Settings', [element('Settings:Status', whole), ...(whole === '1' ? known : [])])
}

const SHORTEST_HEARTBEAT = 60
const LONGEST_HEARTBEAT = 3540

/**
 * Ping (MS-ASCMD section 2.2.1.13). A folder with something new is named at once; otherwise the time is said to be up
 * at once too: a lab has nothing to wait for.
 */
export function ping(request: WbxmlElement | undefined, device: Device, mailbox: Mailbox): CommandAnswer {
  const answer = (status: number, ...rest: WbxmlElement[]) =>
    element('Ping:Ping', [element('Ping:Status', String(status)), ...rest])
  const heartbeat = Number(textAt(request, 'Ping:HeartbeatInterval'))
  const ids = childrenOf(childOf(request, 'Ping:Folders')).map((folder) => textAt(folder, 'Ping:Id') ?? '')
  if (!Number.isInteger(heartbeat) || ids.length === 0) return answer(3)
  const allowed = Math.min(Math.max(heartbeat, SHORTEST_HEARTBEAT), LONGEST_HEARTBEAT)
  if (allowed !== heartbeat) return answer(5, element('Ping:HeartbeatInterval', String(allowed)))
  if (device.hierarchyKey === 0) return answer(7)
  const changed = ids.filter((id) => {
    const state = device.collections.get(id)
    return state !== undefined && itemsFor(mailbox, device, id).some(({ serverId }) => !state.sent.has(serverId))
  })
  if (changed.length === 0) return answer(1)
  return answer(
    2,
    element(
      'Ping:Folders',
      changed.map((id) => element('Ping:Folder', id)),
    ),
  )
}
