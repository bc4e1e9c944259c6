import type { IncomingMessage } from 'node:http'
import { setTimeout as waitForTimer } from 'node:timers/promises'
import { type BadSignIns, Directory } from './directory.ts'
import { startNameServer } from './dns/name-server.ts'
import { zoneRecords } from './dns/zone.ts'
import { type DevicePartnership, Devices } from './exchange/active-sync-devices.ts'
import type { DeviceStanding, PresentedDevice } from './exchange/device-access.ts'
import { answerInTheClear } from './exchange/plain-site.ts'
import { startServers } from './exchange/servers.ts'
import { Subscriptions } from './exchange/subscriptions.ts'
import { type FaultId, settingsOfNode, settingsWith } from './faults.ts'
import { startForeignHost } from './hostile/foreign-host.ts'
import { startPlainWebServer } from './http/plain-web-server.ts'
import type { Reply } from './http/reply.ts'
import { type LogEntry, RequestLog } from './log.ts'
import { reviewDevices } from './management/made-up-devices.ts'
import { type ConfigurationOptions, Management } from './management/management.ts'
import type { ApplyResult } from './management/run-script.ts'
import type { LinkSettings } from './network/link.ts'
import { lossOf } from './network/loss.ts'
import { type LabOrganisation, labOrganisation } from './organisation-file.ts'
import type { ZoneView } from './settings/dns.ts'
import type { Settings } from './settings.ts'
import { createNtHasher } from './sign-in/ntlm-crypto.ts'
import { createCertificates } from './tls/certificates.ts'
import { type Account, accounts } from './users.ts'
import { startVendorApi, type Vendor } from './vendor/vendor-api.ts'

export interface LabOptions {
  readonly faults?: readonly FaultId[]
  /** How long every HTTP response waits before it is sent; DNS does not wait. */
  readonly latencyMilliseconds?: number
  /** How far away the servers are, DNS and each connection's first step among it; nothing when left out. */
  readonly roundTripMilliseconds?: number
  /** How many bytes the line carries in a second, each way, for each connection by itself; as many as come when left out. */
  readonly bytesPerSecond?: number | undefined
  /** How many packets of a hundred the line loses, 0 to 100, DNS among them; none when left out. */
  readonly lossPercent?: number
  /** Of so many connections to the HTTPS port, the last one is dropped: nothing that it sends is answered. */
  readonly dropsEvery?: number | undefined
  readonly now?: () => Date
  /** How answers are held back; by a timer when left out. Rejects with an AbortError when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>
  /** By which the silence of connections is measured, in milliseconds; the machine's when left out. */
  readonly monotonic?: () => number
  /** Which packets are lost: numbers from 0 up to 1. */
  readonly random?: () => number
  /** Closes the lab when it aborts. */
  readonly signal?: AbortSignal
  /** Changes what is healthy (see settings.ts), before the faults do: Extended Protection, MIC, schemes… */
  readonly adjust?: (settings: Settings) => void
  /** How many Exchange servers stand behind the published name; one when left out, and eight with a fault of one among several. */
  readonly nodes?: number
  /**
   * So many devices are made up by `seed`, and mailboxes for them, in an organisation that looks at each new device:
   * quarantine by default, and a few rules.
   */
  readonly devices?: number
  readonly seed?: number
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
  /** The vendor of the integration, which lists from where its servers come. */
  readonly vendor: Omit<Vendor, 'close'>
  /** Every HTTP request so far, oldest first. */
  readonly log: readonly LogEntry[]
  /** Wrong passwords for an account (`alice`): NTLM and Basic together. Five in a row lock it. */
  badSignIns(account: string): BadSignIns
  unlockAll(): void
  /** The ActiveSync partnerships of a mailbox by its account, as Get-MobileDevice lists them. */
  devices(account: Account): readonly DevicePartnership[]
  /**
   * How the server stands to a device as it presents itself to a mailbox, by its account: what a request of it would come
   * to, without one, and without a trace.
   */
  accessOf(account: string, device: PresentedDevice): DeviceStanding | 'not-enabled'
  /** The EWS subscriptions that an account holds. */
  subscriptions(account: Account): number
  /** What came to a host that has no business here, and to which hostile servers lead: the first bytes of each visit. */
  readonly foreignVisits: readonly Buffer[]
  /** Removes every partnership. */
  forgetDevices(): void
  /**
   * The configuration of Exchange, as the file that a script which reads it writes. With `mailboxes`, so many more are made
   * up and stay, until the faults change.
   */
  configuration(options?: ConfigurationOptions): string
  /** Runs a script for the Exchange Management Shell. It takes effect at once, as a whole or not at all. */
  apply(script: string): Promise<ApplyResult>
  /**
   * Switches to exactly these faults. Standing connections are cut; partnerships of devices and subscriptions are removed,
   * devices are made up anew, and what scripts have changed is undone.
   */
  setFaults(ids: readonly FaultId[]): Promise<void>
  /**
   * Switches all of it off at once: every port is closed, and what stands is cut. Resolves to what switches it on again,
   * at the same ports, as it was.
   */
  cutPower(): Promise<() => Promise<void>>
  close(): Promise<void>
}

/**
 * Starts the organisation on random ports of loopback. Throws a RangeError for faults that clash, and the signal's
 * reason when it has aborted.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { latencyMilliseconds = 0, now = () => new Date(), random = Math.random, signal } = options
  const { nodes = 1, roundTripMilliseconds = 0, bytesPerSecond, lossPercent = 0, dropsEvery } = options
  const monotonic = options.monotonic ?? (() => performance.now())
  const wait = options.wait ?? ((milliseconds, signal) => waitForTimer(milliseconds, undefined, { signal }))
  const network = { nodes, roundTripMilliseconds, bytesPerSecond, lossPercent, dropsEvery }
  const adjust = (settings: Settings): void => {
    settings.network = { ...settings.network, ...network }
    if (options.devices) reviewDevices(settings.activeSync)
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
  const line = (): LinkSettings => {
    const { roundTripMilliseconds, bytesPerSecond, lossPercent } = settings().network
    return { roundTripMilliseconds, bytesPerSecond, lost: lossOf(lossPercent, random) }
  }
  signal?.throwIfAborted()

  const [certificates, ntHash] = await Promise.all([createCertificates(now()), createNtHasher()])
  const directory = new Directory(settings, ntHash)
  const log = new RequestLog()
  const devices = new Devices()
  const subscriptions = new Subscriptions()
  const foreign = await startForeignHost()
  const vendor = await startVendorApi({ certificate: await certificates.serveHost('127.0.0.1', 'localhost'), now })
  const servers = await startServers(
    {
      ...{ certificates, directory, log, devices, subscriptions, foreignPort: foreign.port },
      ...{ latencyMilliseconds, wait, monotonic, line, now },
    },
    settingsOf,
  )
  const answerPlainly = (request: IncomingMessage): Reply => {
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
  }
  const plainServer = (port?: number) => startPlainWebServer(answerPlainly, line, port)
  const nameServer = (view: ZoneView, port?: number) =>
    startNameServer(
      {
        records: () => zoneRecords(settings(), servers.port, view),
        behaviour: () => settings().dns[view].behaviour,
        line,
        hostile: () => (view === 'first' ? settings().hostile.dns : undefined),
      },
      port,
    )
  const [first, second, outside] = await Promise.all([nameServer('first'), nameServer('second'), nameServer('outside')])
  const plain = await plainServer()
  let beside: { close(): Promise<void> }[] = [plain, first, second, outside]
  const closeBeside = () => Promise.all(beside.map((each) => each.close()))

  const management = new Management({ settingsOf, port: servers.port, devices, now })
  const makeUpDevices = (): void => {
    if (options.devices) management.makeUpDevices(options.devices, options.seed)
  }
  makeUpDevices()

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', close)
    closed ??= Promise.all([servers.close(), foreign.close(), vendor.close(), closeBeside()]).then(() => undefined)
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
    vendor,
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
    accessOf: (account, device) => management.accessOf(account, device),
    subscriptions: (account) => subscriptions.count(account),
    forgetDevices: () => devices.clear(),
    configuration: (options) => management.configuration(options),
    apply: (script) => management.apply(script),
    setFaults: async (ids) => {
      current = settingsWith(ids, adjust)
      faults = [...ids]
      devices.clear()
      subscriptions.clear()
      management.startAfresh()
      perNode = new Map()
      makeUpDevices()
      await servers.applySettings()
    },
    cutPower: async () => {
      await Promise.all([servers.stopListening(), closeBeside()])
      beside = []
      return async () => {
        beside = await Promise.all([
          plainServer(plain.port),
          nameServer('first', first.port),
          nameServer('second', second.port),
          nameServer('outside', outside.port),
        ])
        await servers.applySettings()
      }
    },
    close,
  }
}
