import { type BadSignIns, Directory } from './directory.ts'
import { startNameServer } from './dns/name-server.ts'
import { zoneRecords } from './dns/zone.ts'
import { type ExchangeServer, startExchangeServer } from './exchange/exchange-server.ts'
import { type FaultId, settingsWith } from './faults.ts'
import { type LogEntry, RequestLog } from './log.ts'
import { type LabOrganisation, labOrganisation } from './organisation-file.ts'
import type { Settings } from './settings.ts'
import { createNtHasher } from './sign-in/ntlm-crypto.ts'
import { createCertificates } from './tls/certificates.ts'
import { accounts } from './users.ts'

export interface LabOptions {
  readonly faults?: readonly FaultId[]
  /** How long every HTTP response waits before it is sent; DNS does not wait. */
  readonly latencyMilliseconds?: number
  readonly now?: () => Date
  /** Closes the lab when it aborts. */
  readonly signal?: AbortSignal
  /** Changes what is healthy (see settings.ts), before the faults do: Extended Protection, MIC, schemes… */
  readonly adjust?: (settings: Settings) => void
}

/** A running organisation. */
export interface Lab {
  /** What stands in an organisation file for it. */
  readonly organisation: LabOrganisation
  /** The password of organisation.account as it was handed out, whatever the faults. */
  readonly password: string
  readonly ports: { readonly https: number; readonly dns: number }
  /** The root that the organisation trusts. */
  readonly certificateAuthorityPem: string
  readonly faults: readonly FaultId[]
  /** Every HTTP request so far, oldest first. */
  readonly log: readonly LogEntry[]
  /** Wrong passwords for an account (`alice`): NTLM and Basic together. Five in a row lock it. */
  badSignIns(account: string): BadSignIns
  unlockAll(): void
  /** Switches to exactly these faults. Standing connections are cut. */
  setFaults(ids: readonly FaultId[]): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the organisation on random ports of loopback. Throws a RangeError for faults that clash, and the signal's
 * reason when it has aborted.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { latencyMilliseconds = 0, now = () => new Date(), signal, adjust } = options
  let faults = [...(options.faults ?? [])]
  let current = settingsWith(faults, adjust)
  const settings = (): Settings => current
  signal?.throwIfAborted()

  const [certificates, ntHash] = await Promise.all([createCertificates(now()), createNtHasher()])
  const directory = new Directory(settings, ntHash)
  const log = new RequestLog()
  const shared = { certificates, directory, log, latencyMilliseconds, settings, now }
  // A list, so that several nodes can stand behind a balancer; today there is one.
  const first = await startExchangeServer({ name: 'EXCH01', ...shared })
  const servers: readonly ExchangeServer[] = [first]
  const names = await startNameServer(() => zoneRecords(settings(), first.port))

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', close)
    closed ??= Promise.all([names.close(), ...servers.map((server) => server.close())]).then(() => undefined)
    return closed
  }
  if (signal?.aborted) {
    await close()
    signal.throwIfAborted()
  }
  signal?.addEventListener('abort', close)

  const ports = { https: first.port, dns: names.port }
  return {
    organisation: labOrganisation(ports, certificates.authorityPem),
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
    setFaults: async (ids) => {
      current = settingsWith(ids, adjust)
      faults = [...ids]
      await Promise.all(servers.map((server) => server.applySettings()))
    },
    close,
  }
}
