import { type RemedyId, remedyIds } from '../../shared/remedies/remedy.ts'
import { RunId } from '../../shared/run/run.ts'

/** The wizard's steps, in the order in which an administrator walks them. */
export const wizardSteps = ['organisation', 'servers', 'sign-in', 'ews', 'active-sync', 'firewall', 'report'] as const
export type WizardStep = (typeof wizardSteps)[number]

export const desks = ['runs', 'quarantine', 'firewall', 'organisations', 'watch'] as const
export type Desk = (typeof desks)[number]

/** Two runs, the earlier one first; `today` is the earlier one as the checks of today judge it. */
export type Compared = { before: string; after: string }

/** What the step of EWS shows besides its findings: the layers, which need no word; one remedy below them; or another part. */
const ewsParts = ['configuration', 'mailboxes', ...remedyIds] as const
export type EwsPart = 'configuration' | 'mailboxes' | RemedyId

/** What the desk of firewall rules shows besides the lists of senders, which need no word. */
export const firewallParts = ['hosts', 'rules', 'path', 'sheets', 'request'] as const
export type FirewallPart = (typeof firewallParts)[number]

/**
 * Where in the window one is. `compared`: the two runs that the desk of runs has side by side; `device`: the key of the one
 * that the desk of quarantine has beside its table; `part`: what the step of EWS or the desk of firewall rules shows.
 */
export type Place =
  | { kind: 'step'; step: WizardStep; part?: EwsPart }
  | { kind: 'everything' }
  | { kind: 'desk'; desk: Desk; compared?: Compared; device?: string; part?: FirewallPart }
  | { kind: 'settings' }

/** What the address of the window says after its `#` for a place. */
export function hashOf(place: Place): string {
  switch (place.kind) {
    case 'step':
      return `#/steps/${place.step}${place.part ? `/${place.part}` : ''}`
    case 'desk':
      if (place.device !== undefined) return `#/desks/${place.desk}/${encodeURIComponent(place.device)}`
      if (place.part !== undefined) return `#/desks/${place.desk}/${place.part}`
      return `#/desks/${place.desk}${place.compared ? `/${place.compared.before}/${place.compared.after}` : ''}`
    default:
      return `#/${place.kind}`
  }
}

/** The place that an address names; undefined where it names none that is known. */
export function placeOfHash(hash: string): Place | undefined {
  const [start, kind, name, before, after, ...more] = hash.split('/')
  if (start !== '#' || more.length > 0) return undefined
  if (kind === 'everything' || kind === 'settings') return name === undefined ? { kind } : undefined
  if (kind === 'steps') {
    const step = wizardSteps.find((one) => one === name)
    if (!step || after !== undefined) return undefined
    if (before === undefined) return { kind: 'step', step }
    const part = step === 'ews' ? ewsParts.find((one) => one === before) : undefined
    return part && { kind: 'step', step, part }
  }
  if (kind !== 'desks') return undefined
  const desk = desks.find((one) => one === name)
  if (!desk) return undefined
  if (before === undefined) return { kind: 'desk', desk }
  if (desk === 'quarantine') return after === undefined ? placeOfDevice(before) : undefined
  if (desk === 'firewall') {
    const part = after === undefined ? firewallParts.find((one) => one === before) : undefined
    return part && { kind: 'desk', desk, part }
  }
  if (desk !== 'runs' || !isRun(before) || !(after === 'today' || isRun(after))) return undefined
  return { kind: 'desk', desk, compared: { before, after } }
}

function placeOfDevice(written: string): Place | undefined {
  try {
    const device = decodeURIComponent(written)
    return device === '' ? undefined : { kind: 'desk', desk: 'quarantine', device }
  } catch {
    return undefined
  }
}

function isRun(text: string | undefined): text is string {
  return RunId.safeParse(text).success
}

/** Whether two places are one, whatever a step shows or a desk has open. */
export function isSamePage(one: Place, other: Place): boolean {
  return pageKey(one) === pageKey(other)
}

/** The name of the page of a place: the same for a step or a desk, whatever it shows. */
export function pageKey(place: Place): string {
  if (place.kind === 'desk') return hashOf({ kind: 'desk', desk: place.desk })
  return hashOf(place.kind === 'step' ? { kind: 'step', step: place.step } : place)
}
