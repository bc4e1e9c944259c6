import { healthySettings, type Settings } from './settings.ts'

/** Something that is wrong in an organisation, and the finding that it must lead to. */
export interface Fault {
  readonly id: FaultId
  readonly description: string
  readonly expected: { readonly check: string; readonly outcome: string }
  /** What it changes. Two faults of the same part cannot be on together. */
  readonly part: string
  change(settings: Settings): void
}

/**
 * Every fault by id. To add one: an entry here, and a test that shows it on the wire. When it needs behaviour that no
 * setting reaches yet, add a setting and read it where the answer is made.
 */
const table = {
  'name-does-not-resolve': {
    description: 'DNS says that mail.contoso.test does not exist.',
    expected: { check: 'dns/server-name', outcome: 'does-not-exist' },
    part: 'dns',
    change: (settings) => settings.dns.absentNames.push('mail.contoso.test'),
  },
  'port-closed': {
    description: 'Nothing listens on the HTTPS port, so that connections to it are refused.',
    expected: { check: 'connection/https-port', outcome: 'refused' },
    part: 'listener',
    change: (settings) => {
      settings.listening = false
    },
  },
  'certificate-expired': {
    description: 'The certificate of mail.contoso.test ran out three days ago.',
    expected: { check: 'certificate/validity', outcome: 'expired' },
    part: 'certificate',
    change: (settings) => {
      settings.certificate = 'expired'
    },
  },
  'certificate-without-name': {
    description: 'The certificate of mail.contoso.test names only the server itself, exch01.contoso.local.',
    expected: { check: 'certificate/names', outcome: 'name-missing' },
    part: 'certificate',
    change: (settings) => {
      settings.certificate = 'without-name'
    },
  },
  'certificate-unknown-ca': {
    description: 'The certificate of mail.contoso.test comes from an authority that nobody here trusts.',
    expected: { check: 'certificate/trust', outcome: 'unknown-authority' },
    part: 'certificate',
    change: (settings) => {
      settings.certificate = 'unknown-ca'
    },
  },
  'ews-not-found': {
    description: 'The address of EWS answers 404, to everybody.',
    expected: { check: 'ews/answers', outcome: 'not-found' },
    part: 'ews',
    change: (settings) => {
      settings.ews.found = false
    },
  },
  'ews-no-ntlm': {
    description: 'EWS offers Negotiate alone, neither NTLM nor Basic.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'none-usable' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Negotiate']
    },
  },
  'wrong-password': {
    description: 'The password of alice was changed, so that the one that was handed out is rejected.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    part: 'passwords',
    change: (settings) => {
      settings.passwords.alice = 'Ch4nged!since'
    },
  },
  'basic-only': {
    description: 'EWS offers Basic alone.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'basic-only' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Basic']
    },
  },
  'autodiscover-redirect-loop': {
    description: 'The Autodiscover addresses of contoso.test redirect to each other in a circle.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-loop' },
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.redirectLoop = true
    },
  },
  'ews-user-agent-refused': {
    description: "EWS answers 403 after sign-in to the vendor's user agents; others pass.",
    expected: { check: 'ews/user-agent', outcome: 'vendor-refused' },
    part: 'ews-user-agents',
    change: (settings) => settings.ews.blockedUserAgents.push('python-EAS-Client*', 'Nylas*'),
  },
  'active-sync-options-eaten': {
    description: 'A proxy answers the ActiveSync OPTIONS command itself: 200, without the MS-AS headers.',
    expected: { check: 'active-sync/options', outcome: 'headers-missing' },
    part: 'active-sync',
    change: (settings) => {
      settings.activeSync.optionsEaten = true
    },
  },
} satisfies Record<string, Omit<Fault, 'id'>>

export type FaultId = keyof typeof table

export const faults: readonly Fault[] = (Object.keys(table) as FaultId[]).map((id) => ({ id, ...table[id] }))

export function isFaultId(text: string): text is FaultId {
  return Object.hasOwn(table, text)
}

/** Two of `ids` that cannot be on together, when there are such. */
export function clashingFaults(ids: readonly FaultId[]): [FaultId, FaultId] | undefined {
  const first = new Map<string, FaultId>()
  for (const id of new Set(ids)) {
    const other = first.get(table[id].part)
    if (other) return [other, id]
    first.set(table[id].part, id)
  }
  return undefined
}

/**
 * The settings of an organisation with these faults. `adjust` changes what is healthy before the faults do.
 * Throws a RangeError when two of them clash.
 */
export function settingsWith(ids: readonly FaultId[], adjust?: (settings: Settings) => void): Settings {
  const clash = clashingFaults(ids)
  if (clash) throw new RangeError(`The faults ${clash[0]} and ${clash[1]} cannot be on together.`)
  const settings = healthySettings()
  adjust?.(settings)
  for (const id of new Set(ids)) table[id].change(settings)
  return settings
}
