import { nameOfIdentity } from '../../shared/ews/mailbox-index.ts'
import { counted, figure, t } from '../../shared/language/translate.ts'
import { DeviceAccessState } from '../../shared/management/mobile-configuration.ts'
import type { Desk } from '../../shared/quarantine/desk.ts'
import { type Device, sameText } from '../../shared/quarantine/device.ts'
import { decidingSteps, predictedStates } from '../../shared/quarantine/device-decision.ts'
import { type DeviceRow, timesOf } from '../../shared/quarantine/device-row.ts'
import { leftovers } from '../../shared/quarantine/leftovers.ts'
import { type DeviceFilter, filterRows } from '../../shared/quarantine/query.ts'
import type { RowIndex } from '../../shared/quarantine/row-index.ts'
import { lastCame } from '../../shared/quarantine/silence.ts'
import { printable } from '../../shared/run/printable.ts'
import { UsageError } from './exit-code.ts'

/** Which devices are meant. */
export type Where = {
  /** As it was given. */
  text: string
  filter: DeviceFilter
  user?: string | undefined
  /** Devices that have not come for so many days. */
  silentDays?: number | undefined
}

const accepted = t`accepted are integration, differs, state=, predicted=, step=, user=, agent=, type=, model=, rule=, new=14d, silent=90d and text=, joined by commas`

/** What a word of the expression means for the filter. Throws a UsageError. */
const words: Readonly<Record<string, (value: string) => Partial<Where> | Partial<DeviceFilter>>> = {
  state: (value) => ({ reported: statesOf('state', value, DeviceAccessState.options) }),
  predicted: (value) => ({ predicted: statesOf('predicted', value, predictedStates) }),
  step: (value) => ({
    step: statesOf(
      'step',
      value,
      decidingSteps.filter((step) => step !== ''),
    ),
  }),
  user: (value) => ({ user: value }),
  agent: (value) => ({ agent: value }),
  type: (value) => ({ type: value }),
  model: (value) => ({ model: value }),
  rule: (value) => ({ rule: value }),
  new: (value) => ({ firstSyncWithin: daysOf('new', value) }),
  silent: (value) => ({ silentDays: daysOf('silent', value) }),
  text: (value) => ({ text: textOf(value) }),
}
const flags = ['integration', 'differs'] as const

/**
 * Reads `integration,state=Quarantined,new=14d`: all of it has to hold. A comma in a value is part of it, unless a word
 * and = stand behind it. Throws a UsageError that says what is accepted.
 */
export function parseWhere(text: string): Where {
  const where: Where = { text, filter: {} }
  const seen = new Set<string>()
  for (const part of text.split(/,(?=\s*(?:[a-z]+\s*=|(?:integration|differs)\s*(?:,|$)))/i)) {
    const [, name = '', , value] = /^\s*([a-z]*)\s*(=(.*))?$/is.exec(part) ?? []
    const word = name.toLowerCase()
    const isFlag = flags.some((flag) => flag === word)
    if (value === undefined ? !isFlag : isFlag || !Object.hasOwn(words, word)) throw notUnderstood(part)
    if (seen.has(word)) throw new UsageError(t`--where says ${word} twice: accepted is once, and | between states.`)
    seen.add(word)
    if (isFlag) where.filter = { ...where.filter, [word]: true }
    else take(where, word, value?.trim() ?? '')
  }
  return where
}

function take(where: Where, word: string, value: string): void {
  const said = words[word]?.(value) ?? {}
  if (word === 'user' || word === 'silent') Object.assign(where, said)
  else where.filter = { ...where.filter, ...said }
}

function notUnderstood(part: string): UsageError {
  const said = part.trim().slice(0, 60)
  return new UsageError(
    said === ''
      ? t`--where is empty, or has nothing between two commas: ${accepted}.`
      : t`--where does not know “${said}”: ${accepted}.`,
  )
}

function statesOf<const S extends string>(word: string, value: string, known: readonly S[]): S[] {
  return value.split('|').map((said) => {
    const state = known.find((each) => each.toLowerCase() === said.trim().toLowerCase())
    if (state) return state
    throw new UsageError(
      t`--where ${word}= knows no state “${said.trim().slice(0, 40)}”: accepted are ${known.join(', ')}, and | between several.`,
    )
  })
}

function daysOf(word: string, value: string): number {
  const [, days] = /^(\d{1,5})\s*d?$/i.exec(value) ?? []
  if (days !== undefined) return Number(days)
  throw new UsageError(t`--where ${word}= takes days: accepted is 0d to 99999d, such as ${word}=14d.`)
}

function textOf(value: string): string {
  if (value !== '' && value.length <= 1_000) return value
  throw new UsageError(t`--where text= takes words that stand in the device’s line: accepted are 1 to 1000 characters.`)
}

/** The devices that are meant, in the order of the desk, and what has to be told of how they were found. */
export type Selection = { devices: readonly Device[]; rows: readonly DeviceRow[]; notes: readonly string[] }

/**
 * Finds them; without an expression, all. A device of which nobody read when it came is not silent. Throws a UsageError
 * where a name is that of several people.
 */
export function selectDevices(desk: Desk, index: RowIndex, where: Where | undefined): Selection {
  const { devices } = desk.index
  if (!where) return { devices, rows: index.rows, notes: [] }
  const { silentDays, user } = where
  const silent =
    silentDays === undefined ? undefined : new Set(leftovers(desk, { silentDays }).silent.map(({ device }) => device))
  const owner = user === undefined ? undefined : ownerOf(index.rows, user)
  const places = Array.from(filterRows(index, where.filter, desk.settings.now)).filter((at) => {
    const device = devices[at]
    const row = index.rows[at]
    return device && row && (!silent || silent.has(device)) && (user === undefined || row.owner === owner)
  })
  return {
    devices: places.flatMap((at) => devices[at] ?? []),
    rows: places.flatMap((at) => index.rows[at] ?? []),
    notes: silentDays === undefined ? [] : untold(devices),
  }
}

function untold(devices: readonly Device[]): string[] {
  const count = devices.filter((device) => lastCame(timesOf(device)) === null).length
  return count === 0
    ? []
    : [
        t`When ${counted(count, 'device')} came last was not read (Get-MobileDeviceStatistics), and none of these counts as silent.`,
      ]
}

/** So many of the people who share a name are told. */
const MOST_NAMED = 5

/** Whose devices are meant: by address or identity, or by a name, the whole of it, that only one has. */
function ownerOf(rows: readonly DeviceRow[], wanted: string): string | undefined {
  const exact = rows.find(({ owner, mailbox }) => sameText(owner, wanted) || sameText(mailbox, wanted))
  if (exact) return exact.owner
  const named = new Map(rows.filter((row) => isCalled(row, wanted)).map((row) => [row.owner, row.mailbox]))
  if (named.size > 1) {
    const some = [...named.values()].slice(0, MOST_NAMED).map((mailbox) => printable(mailbox))
    throw new UsageError(
      t`--where user=${printable(wanted)} is the name of ${figure(named.size)} people: accepted is the address of one, such as ${some.join(', ')}.`,
    )
  }
  return [...named.keys()][0]
}

function isCalled({ user, mailbox, owner }: DeviceRow, wanted: string): boolean {
  return [user, nameOfIdentity(user), nameOfIdentity(mailbox), nameOfIdentity(owner)].some((name) =>
    sameText(name, wanted),
  )
}
