import {
  fromFrontEnd,
  fromMailboxServer,
  type Header,
  httpSysError,
  iisError,
  notFound,
  type Reply,
} from '../http/reply.ts'
import { organisationAccess } from '../settings/active-sync.ts'
import { policyFor } from '../settings/device-access.ts'
import type { OfferedScheme } from '../settings/sign-in.ts'
import type { User } from '../users.ts'
import { type CommandAnswer, folderSync, getItemEstimate, ping, settingsCommand, sync } from './active-sync-commands.ts'
import type { Device } from './active-sync-devices.ts'
import { mailboxOf } from './active-sync-mailbox.ts'
import { partnership } from './active-sync-partnership.ts'
import { provision } from './active-sync-provision.ts'
import { httpStatusOf, refusalOfDevice, refusalOfMailbox } from './active-sync-refusal.ts'
import { type CommandLine, readCommandBody, readCommandLine } from './active-sync-request.ts'
import { hasNoMailbox } from './ews-call.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { element, encodeWbxml, type WbxmlElement } from './wbxml.ts'

const COMMANDS =
  'Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection,MoveCollection,' +
  'FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,Search,Settings,Ping,' +
  'ItemOperations,Provision,ResolveRecipients,ValidateCert,Find'

const VERSION: Header = ['MS-Server-ActiveSync', '15.2']

/** A proxy that knows OPTIONS of plain HTTP and thinks the question is its own. */
const eaten: Reply = {
  status: 200,
  headers: [
    ['Server', 'nginx'],
    ['Allow', 'GET, HEAD, POST, OPTIONS'],
  ],
  body: '',
}

/** A web application firewall, which takes WBXML for an attack. */
const denied: Reply = {
  status: 403,
  headers: [
    ['Server', 'nginx'],
    ['Content-Type', 'text/html'],
  ],
  body: '<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>',
}

/** The element that carries the status of each command that the lab knows. */
const STATUS_OF: Readonly<Record<string, readonly [root: string, status: string]>> = {
  Sync: ['AirSync:Sync', 'AirSync:Status'],
  FolderSync: ['FolderHierarchy:FolderSync', 'FolderHierarchy:Status'],
  GetItemEstimate: ['GetItemEstimate:GetItemEstimate', 'GetItemEstimate:Status'],
  Settings: ['Settings:Settings', 'Settings:Status'],
  Ping: ['Ping:Ping', 'Ping:Status'],
  Provision: ['Provision:Provision', 'Provision:Status'],
}

/** Exchange ActiveSync; it offers Basic alone, as it does where nobody changed it. */
export const activeSync: VirtualDirectory = {
  path: '/microsoft-server-activesync',
  signIn: ({ activeSync }) => ({ schemes: activeSync.schemes, channelBinding: 'allow' }),
  beforeSignIn: ({ method }, { server, settings: { activeSync } }) => {
    if (activeSync.poolStopped) return httpSysError(503, 'Service Unavailable', 'The service is unavailable.')
    if (!activeSync.found) return notFound()
    if (activeSync.tlsTakenOff) return iisError(403, '403.4 - Forbidden: SSL is required to view this resource.')
    if (method === 'POST' && activeSync.postDenied) return denied
    if (method !== 'OPTIONS') return undefined
    if (activeSync.optionsEaten) return eaten
    return activeSync.anonymous ? fromMailboxServer(server, 200, options(activeSync.versions)) : undefined
  },
  answer: (asked, user, at) => {
    const { server } = at
    const { accountStatus, folderDenied, otherServer, schemes, versions } = at.settings.activeSync
    if (folderDenied) return deniedByFolder(schemes, asked.host)
    const counts = ({ atOptions }: { atOptions: boolean }) => atOptions || asked.method !== 'OPTIONS'
    if (accountStatus && counts(accountStatus)) return fromFrontEnd(server, accountStatus.status)
    if (otherServer && otherServer.host !== asked.host && counts(otherServer)) {
      const location = `https://${otherServer.host}:${asked.port}/Microsoft-Server-ActiveSync`
      return fromFrontEnd(server, 451, [['X-MS-Location', location]])
    }
    if (asked.method === 'OPTIONS') return fromMailboxServer(server, 200, options(versions))
    if (asked.method !== 'POST') return fromMailboxServer(server, 501)
    const line = readCommandLine(asked)
    // A POST without a command breaks MS-ASHTTP section 2.2.1.1.1.
    return line === undefined ? fromMailboxServer(server, 400) : command(line, asked, user, at)
  },
}

/** IIS, to an account that has signed in and may not read the folder; it offers to sign in as another. */
function deniedByFolder(schemes: readonly OfferedScheme[], host: string): Reply {
  const { status, headers, body } = iisError(
    401,
    '401.3 - Unauthorized: Access is denied due to an ACL set on the requested resource.',
  )
  const offers = schemes.map(
    (scheme): Header => ['WWW-Authenticate', scheme === 'Basic' ? `Basic realm="${host}"` : scheme],
  )
  return { status, headers: [...headers, ...offers], body }
}

/** Answers to the OPTIONS command (MS-ASHTTP sections 2.2.3 and 3.2.5.2). */
function options(versions: readonly string[]): Header[] {
  return [
    VERSION,
    ['MS-ASProtocolVersions', versions.join(',')],
    ['MS-ASProtocolCommands', COMMANDS],
    ['Public', 'OPTIONS,POST'],
    ['Allow', 'OPTIONS,POST'],
  ]
}

function command(line: CommandLine, asked: Asked, user: User, at: Answering): Reply {
  const settings = at.settings.activeSync
  if (settings.throttledFor !== undefined) return tooFrequent(at.server, settings.throttledFor)
  if (!Object.hasOwn(STATUS_OF, line.command)) return fromMailboxServer(at.server, 501)
  const refused = refusalOfAccount(user, at) ?? refusalOfMailbox(line, settings)
  if (refused !== undefined) return refusal(line, refused, at)
  const body = readCommandBody(asked)
  // 102: no WBXML.
  if (body === 'malformed') return refusal(line, 102, at)
  const device = partnership(line, asked, user, at)
  if (device === undefined) return refusal(line, 177, at)
  if (device.reason === 'CommandFrequency') {
    return tooFrequent(at.server, Math.ceil(((device.blockedUntil ?? 0) - at.now().getTime()) / 1000))
  }
  const policy = policyFor(settings.mailboxes[user.account], organisationAccess(settings).policies)
  const kept = policy && refusalOfDevice(line, device, settings, policy)
  if (kept !== undefined) return refusal(line, kept, at)
  // Exchange keeps what it knows of a device below the user object, and makes the place for it with the first FolderSync.
  if (line.command === 'FolderSync' && settings.deviceContainerDenied) return fromMailboxServer(at.server, 500)
  if (line.command === 'Sync') device.lastSuccess = device.lastSync
  return wbxml(at, run(line, body, device, user, at))
}

/** The server asks for so many seconds of peace (MS-ASHTTP section 2.2.2.1.2). */
function tooFrequent(server: string, seconds: number): Reply {
  return fromMailboxServer(server, 503, [
    ['Retry-After', String(seconds)],
    ['X-MS-ASThrottle', 'CommandFrequency'],
  ])
}

/** The common status of an account that has no mailbox, or one without ActiveSync. */
function refusalOfAccount(user: User, at: Answering): number | undefined {
  if (hasNoMailbox(user, at)) return 123
  return at.settings.activeSync.mailboxes[user.account].enabled ? undefined : 126
}

function run(
  line: CommandLine,
  body: WbxmlElement | undefined,
  device: Device,
  user: User,
  at: Answering,
): CommandAnswer {
  const mailbox = mailboxOf(user, at)
  if (line.command === 'Provision')
    return provision(body, device, line.version, at.settings.activeSync, at.now().toISOString())
  if (line.command === 'FolderSync') return folderSync(body, device)
  if (line.command === 'Sync') return sync(body, device, mailbox)
  if (line.command === 'GetItemEstimate') return getItemEstimate(body, device, mailbox)
  if (line.command === 'Settings') return settingsCommand(body, device, user)
  return ping(body, device, mailbox)
}

/** A common status: in the body from version 14.0 on, as an HTTP status before. */
function refusal(line: CommandLine, status: number, at: Answering): Reply {
  const [root, name] = STATUS_OF[line.command] ?? ['AirSync:Sync', 'AirSync:Status']
  if (!(line.version >= 14)) return fromMailboxServer(at.server, httpStatusOf(status), [VERSION])
  return wbxml(at, element(root, [element(name, String(status))]))
}

function wbxml(at: Answering, answer: CommandAnswer): Reply {
  if (answer === undefined) return fromMailboxServer(at.server, 200, [VERSION])
  const type: Header = ['Content-Type', 'application/vnd.ms-sync.wbxml']
  return { ...fromMailboxServer(at.server, 200, [VERSION, type]), body: encodeWbxml(answer) }
}
