import type { CallArgument, CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { contradictoryOf } from '../../shared/quarantine/contradictory.ts'
import { type Decision, decideAbout, decideByRule } from '../../shared/quarantine/decision.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import { isOvertaken, mostInTray, subjectKeyOf } from '../../shared/quarantine/tray.ts'
import type { Store } from '../engine/store/store.ts'
import { otherWork } from './in-slices.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import { neededDevice } from './quarantine-device.ts'
import { devicesOf } from './quarantine-table.ts'
import { type Decider, lineOf } from './quarantine-trail-line.ts'
import type { Tray } from './quarantine-tray.ts'
import { undoOf } from './quarantine-undo.ts'

/** So many are written in one transaction. */
const AT_ONCE = 250

/** Puts decisions into the tray, all of them or none; each with its line in the trail. */
export async function decideOn(
  held: HeldDesk,
  request: CallArgument<'quarantine.decide'>,
  { tray, decider, store }: { tray: Tray; decider: Decider; store: Store['quarantine'] },
): Promise<CallResult<'quarantine.decide'>> {
  const decisions = decisionsOf(held, request, {
    ...{ reason: request.reason, ticket: request.ticket, decidedAt: decider.at },
  })
  if (decisions === undefined) return staleSelection()
  const added = decisions.filter((decision) => !isThere(tray, decision))
  // One that was overtaken gives place to what is decided anew about the same.
  const anew = new Set(added.map(subjectKeyOf))
  const [given, staying] = parted(tray.decisions, (each) => isOvertaken(each) && anew.has(subjectKeyOf(each.decision)))
  const contradictory = contradictoryOf([...staying.map(({ decision }) => decision), ...added])
  if (contradictory) {
    const sentence = t`${contradictory.sentence} Withdraw the one in the tray first.`
    return { outcome: 'contradictory', sentence }
  }
  if (staying.length + tray.unreadable + added.length > mostInTray)
    return { outcome: 'full', sentence: t`At most ${mostInTray} decisions lie in the tray. Carry out those first.` }
  for (let at = 0; at < given.length; at += AT_ONCE) {
    const lines = given.slice(at, at + AT_ONCE).map(({ id, decision }) => ({
      ...{ id, subject: subjectKeyOf(decision), entry: lineOf('withdrawn', decision, decider, null) },
    }))
    store.decisions.withdraw(held.organisationId, lines)
    await otherWork()
  }
  for (let at = 0; at < added.length; at += AT_ONCE) {
    const lines = added
      .slice(at, at + AT_ONCE)
      .map((decision) => ({ decision, entry: lineOf('decided', decision, decider, undoOf(held.desk, decision)) }))
    if (!store.decisions.add(held.organisationId, lines)) throw new ContractError('no-such-organisation')
    await otherWork()
  }
  return { outcome: 'decided', added: added.length, already: decisions.length - added.length }
}

/** What is decided, by devices or by a rule. Undefined where a filter does not find any more what somebody saw. Throws 'no-such-device'. */
export function decisionsOf(
  held: HeldDesk,
  of: Extract<CallArgument<'quarantine.what-if'>['trial'], { what: 'decision' }>['of'],
  ground: Pick<Decision, 'reason' | 'ticket' | 'decidedAt'>,
): Decision[] | undefined {
  if (!('devices' in of)) return [decideByRule(held.desk, of.rule, ground)]
  return selected(held, of.devices)?.map((device) => decideAbout(device, of.verdict, ground))
}

/** What is said where a filter finds others than somebody saw. */
export function staleSelection(): { outcome: 'stale'; sentence: string } {
  return { outcome: 'stale', sentence: t`These are no longer the devices that were shown. Look at them again.` }
}

/** The devices that are chosen. Undefined where a filter does not find any more what somebody saw. Throws 'no-such-device'. */
export function selected(
  held: HeldDesk,
  selection: Extract<CallArgument<'quarantine.decide'>, { devices: unknown }>['devices'],
): Device[] | undefined {
  if ('keys' in selection) return [...new Set(selection.keys.map((key) => neededDevice(held, key)))]
  const { filter, reading, count } = selection
  if (reading !== held.reading) return undefined
  const devices = devicesOf(held, filter)
  return devices.length === count ? devices : undefined
}

/** Whether the same is decided about the same in the tray, and still stands. */
function isThere({ bySubject }: Tray, decision: Decision): boolean {
  const known = bySubject.get(subjectKeyOf(decision))
  if (known === undefined || isOvertaken(known)) return false
  return contradictoryOf([known.decision, decision]) === undefined
}

function parted<T>(all: readonly T[], is: (each: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((each) => !is(each))]
}
