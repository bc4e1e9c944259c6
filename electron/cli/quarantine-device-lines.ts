import { counted, figure, t } from '../../shared/language/translate.ts'
import { stateWord } from '../../shared/quarantine/decision-chain.ts'
import type { PredictedState } from '../../shared/quarantine/device-decision.ts'
import type { IntegrationDevice, QuarantineReport, ReportedDevice } from '../../shared/quarantine/quarantine-report.ts'
import { SILENT_DAYS } from '../../shared/quarantine/silence.ts'
import { printable } from '../../shared/run/printable.ts'
import { wrap } from '../../shared/run/wrap.ts'
import { nameOf } from './quarantine-judgement.ts'
import { firstOf, indented } from './report-lines.ts'
import type { Paint } from './terminal-style.ts'
import { tableLines } from './terminal-table.ts'

/** As many devices of the integration are told one by one. */
const MOST_DEVICES = 10
const MOST_EXAMPLES = 3
const WORD = 16

const stateStyles = {
  Allowed: 'green',
  Blocked: 'red',
  Quarantined: 'yellow',
  DeviceDiscovery: 'yellow',
  NotKnown: 'cyan',
} as const satisfies Record<PredictedState, string>

/** The state by the settings, whose device, and what decides. */
export function integrationLines(
  { integrationDevices: devices }: QuarantineReport,
  paint: Paint,
  width: number,
): string[] {
  if (devices.length === 0)
    return indented(
      t`None was read. The list of all devices shows by what they call themselves; --pattern takes that.`,
      width,
    )
  return [
    ...devices.slice(0, MOST_DEVICES).flatMap((device) => deviceLines(device, sentencesOf(device), paint, width)),
    ...firstOf([], devices.length - Math.min(devices.length, MOST_DEVICES), 0).map((more) => `  ${more}`),
  ]
}

/** What decides; of steps that were not read their number, since what was not read is told once for all. */
function sentencesOf({ chain, contradiction, doubts, ...device }: IntegrationDevice): string[] {
  const unread = chain.filter(({ outcome }) => outcome === 'not-read').length
  return [
    ...chain
      .filter(({ outcome }) => outcome === 'decides' || outcome === 'would-decide')
      .map(({ sentence }) => sentence),
    ...(device.predicted === 'NotKnown'
      ? [t`${counted(unread, 'step')} of its reasoning not read; --json names them.`]
      : []),
    contradiction ?? saidSentence(device),
    ...doubts,
  ]
}

function saidSentence({ reported, predicted }: Pick<ReportedDevice, 'reported' | 'predicted'>): string {
  if (reported === null || reported === 'Unknown') return t`Exchange has told no state.`
  return reported === predicted ? t`Exchange says so too.` : t`Exchange says ${stateWord(reported)}.`
}

function deviceLines(device: ReportedDevice, sentences: readonly string[], paint: Paint, width: number): string[] {
  const { predicted, agent } = device
  const name = agent === null ? nameOf(device) : t`${nameOf(device)}, ${agent}`
  const [first = '', ...more] = [name, ...sentences].flatMap((text, at) =>
    wrap(printable(text), width - WORD - 4).map((line, part) => (at + part === 0 || at === 0 ? line : `  ${line}`)),
  )
  const margin = ' '.repeat(WORD + 2)
  return [
    `  ${paint(stateStyles[predicted], stateWord(predicted).padEnd(WORD))}${first}`,
    ...more.map((line) => `${margin}${line}`),
  ]
}

/** How many are in which state, as Exchange reported it and as the settings come to. */
export function stateLines({ states, deviceCount }: QuarantineReport, width: number): string[] {
  if (deviceCount === 0) return []
  const known: readonly (PredictedState | 'Unknown' | null)[] = [
    'Quarantined',
    'Blocked',
    'DeviceDiscovery',
    'Allowed',
    'NotKnown',
    'Unknown',
    null,
  ]
  const rows = known.map((state) => {
    const count = (side: readonly { state: string | null; count: number }[]) =>
      side.find((each) => each.state === state)?.count ?? 0
    return { state, reported: count(states.reported), predicted: count(states.predicted) }
  })
  const shown = rows.filter(({ reported, predicted }) => reported + predicted > 0)
  const cells = (name: 'reported' | 'predicted') => shown.map((row) => [figure(row[name])])
  return tableLines(
    [
      { heading: t`State`, cells: shown.map(({ state }) => [wordOf(state)]) },
      { heading: t`Exchange says`, cells: cells('reported') },
      { heading: t`By the settings`, cells: cells('predicted') },
    ],
    width - 2,
  ).map((line) => `  ${line}`)
}

function wordOf(state: PredictedState | 'Unknown' | null): string {
  if (state === null) return t`Not told`
  return state === 'Unknown' ? t`Not decided yet` : stateWord(state)
}

/** By what is likely behind it, with the first of each. */
export function contradictionLines({ contradictions }: QuarantineReport, width: number): string[] {
  return contradictions.flatMap(({ about, count, examples }) => {
    const all =
      about === 'state'
        ? t`${counted(count, 'device')} in another state`
        : t`${counted(count, 'device')} for another reason`
    return [
      ...indented(t`${all}, such as:`, width),
      ...firstOf(examples, examples.length, 1).flatMap((sentence) => indented(sentence, width, 4)),
    ]
  })
}

export function mdmLines({ mdmSigns }: QuarantineReport, width: number): string[] {
  return mdmSigns.flatMap(({ title, evidence, ask }) => [
    ...indented(`${title}: ${evidence.join('; ')}`, width),
    ...indented(t`Ask: ${ask}`, width, 4),
  ])
}

export function leftoverLines({ leftovers }: QuarantineReport, width: number): string[] {
  const { staleIds, duplicates, atLimit, silent, wipePending } = leftovers
  const told: [typeof silent, string][] = [
    [atLimit, t`${counted(atLimit.count, 'mailbox', 'mailboxes')} at or near the limit of devices`],
    [staleIds, t`${counted(staleIds.count, 'id')} on lists of mailboxes that have no such device`],
    [duplicates, t`${counted(duplicates.count, 'device')} with several partnerships in one mailbox`],
    [silent, t`${counted(silent.count, 'device')} silent for ${SILENT_DAYS} days or more`],
    [wipePending, t`${counted(wipePending.count, 'device')} about to be wiped`],
  ]
  return told.flatMap(([{ count, examples }, all]) =>
    count === 0 ? [] : indented(`${all}: ${firstOf(examples, count, MOST_EXAMPLES).join('; ')}`, width),
  )
}

/** The devices that --where means: the first few. */
export function whereLines({ where, whereNotes, devices }: QuarantineReport, paint: Paint, width: number): string[] {
  if (where === null) return []
  const told = devices.slice(0, MOST_DEVICES)
  return [
    ...indented(t`${where}: ${counted(devices.length, 'device')}.`, width),
    ...whereNotes.flatMap((note) => indented(note, width)),
    ...told.flatMap((device) =>
      deviceLines(
        device,
        [...(device.decidedBy === null ? [] : [device.decidedBy]), saidSentence(device)],
        paint,
        width,
      ),
    ),
    ...firstOf([], devices.length - told.length, 0).map((more) => `  ${t`${more}; --csv has all.`}`),
  ]
}
