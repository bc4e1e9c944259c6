import { type BadSignIns, Directory } from './directory.ts'
import { startNameServer } from './dns/name-server.ts'
import { zoneRecords } from './dns/zone.ts'
import { type DevicePartnership, Devices } from './exchange/active-sync-devices.ts'
import { answerInTheClear } from './exchange/plain-site.ts'
import { startServers } from './exchange/servers.ts'
import { Subscriptions } from './exchange/subscriptions.ts'
import { type FaultId, settingsOfNode, settingsWith } from './faults.ts'
import { startForeignHost } from './hostile/foreign-host.ts'
import { startPlainWebServer } from './http/plain-web-server.ts'
import { type LogEntry, RequestLog } from './log.ts'
import { type LabOrganisation, labOrganisation } from './organisation-file.ts'
import type { ZoneView } from './settings/dns.ts'
import type { Settings } from './settings.ts'
import { createNtHasher } from './sign-in/ntlm-crypto.ts'
import { createCertificates } from './tls/certificates.ts'
import { type Account, accounts } from './users.ts'

export interface LabOptions {
  readonly faults?: readonly FaultId[]
  /** How long every HTTP response waits before it is sent; DNS does not wait. */
  readonly latencyMilliseconds?: number
  /** How far away the servers are, DNS and each connection's first step among it; nothing when left out. */
  readonly roundTripMilliseconds?: number
  readonly now?: () => Date
  /** Closes the lab when it aborts. */
  readonly signal?: AbortSignal
  /** Changes what is healthy (see settings.ts), before the faults do: Extended Protection, MIC, schemes… */
  readonly adjust?: (settings: Settings) => void
  /** How many Exchange servers stand behind the published name; one when left out. A fault may ask for more. */
  readonly nodes?: number
}

/** A running organisation. */
export interface Lab {
  /** What stands in an organisation file for it. */
  readonly organisation: LabOrganisation
  /** The password of organisation.account as it was handed out, whatever the faults. */
  readonly password: string
  readonly ports: { readonly https: number; readonly http: number; readonly dns: number }
  /** The root that the organisation trusts. */
  readonly certificateAuthorityPem: string
  readonly faults: readonly FaultId[]
  /** Every HTTP request so far, oldest first. */
  readonly log: readonly LogEntry[]
  /** Wrong passwords for an account (`alice`): NTLM and Basic together. Five in a row lock it. */
  badSignIns(account: string): BadSignIns
  unlockAll(): void
  /** The ActiveSync partnerships of a mailbox by its account, as Get-MobileDevice lists them. */
  devices(account: Account): readonly DevicePartnership[]
  /** The EWS subscriptions that an account holds. */
  subscriptions(account: Account): number
  /** What came to a host that has no business here, and to which hostile servers lead: the first bytes of each visit. */
  readonly foreignVisits: readonly Buffer[]
  /** Removes every partnership. */
  forgetDevices(): void
  /** Switches to exactly these faults. Standing connections are cut, and partnerships of devices removed. */
  setFaults(ids: readonly FaultId[]): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the organisation on random ports of loopback. Throws a RangeError for faults that clash, and the signal's
 * reason when it has aborted.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { latencyMilliseconds = 0, now = () => new Date(), signal, nodes = 1, roundTripMilliseconds = 0 } = options
  const adjust = (settings: Settings): void => {
    settings.network.nodes = nodes
    settings.network.roundTripMilliseconds = roundTripMilliseconds
    options.adjust?.(settings)
  }
  let faults = [...(options.faults ?? [])]
  let current = settingsWith(faults, adjust)
  let perNode = new Map<number, Settings>()
  const settings = (): Settings => current
  const settingsOf = (node?: number): Settings => {
    if (node === undefined) return current
    const known = perNode.get(node) ?? settingsOfNode(node, faults, adjust)
    perNode.set(node, known)
    return known
  }
  signal?.throwIfAborted()

  const [certificates, ntHash] = await Promise.all([createCertificates(now()), createNtHasher()])
  const directory = new Directory(settings, ntHash)
  const log = new RequestLog()
  const devices = new Devices()
  const subscriptions = new Subscriptions()
  const foreign = await startForeignHost()
  const servers = await startServers(
    { certificates, directory, log, devices, subscriptions, foreignPort: foreign.port, latencyMilliseconds, now },
    settingsOf,
  )
  const plain = await startPlainWebServer(
    (request) => {
      const host = (request.headers.host ?? '').toLowerCase().replace(/:\d*$/, '')
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const reply = answerInTheClear(host, path, servers.port, settings())
      const { method = '', headers } = request
      const userAgent = headers['user-agent'] ?? ''
      // Nothing secret may come this way; if it does, the log says so.
      const result = headers.authorization === undefined ? 'not-asked' : 'rejected'
      const at = { time: now().toISOString(), server: 'HTTP', connection: 0 }
      log.add({ ...at, method, host, path, userAgent, result, status: reply.status })
      return reply
    },
    () => settings().network.roundTripMilliseconds,
  )
  const nameServer = (view: ZoneView) =>
    startNameServer({
      records: () => zoneRecords(settings(), servers.port, view),
      behaviour: () => settings().dns[view].behaviour,
      roundTripMilliseconds: () => settings().network.roundTripMilliseconds,
      hostile: () => (view === 'first' ? settings().hostile.dns : undefined),
    })
  const names = await Promise.all([nameServer('first'), nameServer('second'), nameServer('outside')])
  const [first, second, outside] = names

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', close)
    closed ??= Promise.all([
      servers.close(),
      plain.close(),
      foreign.close(),
      ...names.map((each) => each.close()),
    ]).then(() => undefined)
    return closed
  }
  if (signal?.aborted) {
    await close()
    signal.throwIfAborted()
  }
  signal?.addEventListener('abort', close)

  const ports = { https: servers.port, http: plain.port, dns: first.port }
  return {
    get organisation() {
      const resolvers = { inside: [first.port, second.port], outside: [outside.port] }
      const usual = labOrganisation({ ...ports, ...resolvers }, certificates.authorityPem, settings().network.nodes)
      return { ...usual, ...settings().ews.organisationFile }
    },
    password: accounts.alice.password,
    ports,
    certificateAuthorityPem: certificates.authorityPem,
    get faults() {
      return faults
    },
    get log() {
      return log.entries
    },
    badSignIns: (account) => directory.badSignIns(account),
    unlockAll: () => directory.unlockAll(),
    devices: (account) => devices.of(account),
    get foreignVisits() {
      return foreign.visits
    },
    subscriptions: (account) => subscriptions.count(account),
    forgetDevices: () => devices.clear(),
    setFaults: async (ids) => {
      current = settingsWith(ids, adjust)
      faults = [...ids]
      devices.clear()
      perNode = new Map()
      await servers.applySettings()
    },
    close,
  }
}
