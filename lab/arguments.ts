import { BadArguments } from './bad-arguments.ts'
import { clashingFaults, type FaultId, faults, isFaultId } from './faults.ts'
import { type ManagementCommand, MOST_SEED, parseManagementArguments } from './management-arguments.ts'
import { once, readOptions, wholeNumber } from './read-options.ts'

/** What a command line asks for. */
export type LabCommand =
  | ManagementCommand
  | { readonly kind: 'help' }
  | { readonly kind: 'list-faults'; readonly json: boolean }
  | {
      readonly kind: 'run'
      readonly organisationFile: string
      readonly faults: readonly FaultId[]
      readonly nodes: number
      readonly latencyMilliseconds: number
      readonly roundTripMilliseconds: number
      readonly bytesPerSecond: number | undefined
      readonly lossPercent: number
      readonly dropsEvery: number | undefined
      readonly devices: number
      readonly seed: number
    }

const MOST_DEVICES = 100_000
const MOST_NODES = 16
const MOST_MILLISECONDS = 60_000
const MOST_KILOBITS = 1_000_000
const MOST_CONNECTIONS = 1_000
const BYTES_IN_KILOBIT = 125
const ACCEPTED =
  'accepted are --org FILE, --fault ID, --nodes N, --latency MS, --round-trip MS, --bandwidth KBITS, --loss PERCENT, --drop-every N, --devices N, --seed N, --list-faults, --json and --help'

const options = {
  org: { type: 'string' },
  fault: { type: 'string' },
  nodes: { type: 'string' },
  latency: { type: 'string' },
  'round-trip': { type: 'string' },
  bandwidth: { type: 'string' },
  loss: { type: 'string' },
  'drop-every': { type: 'string' },
  devices: { type: 'string' },
  seed: { type: 'string' },
  'list-faults': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Reads the arguments behind the script's name. Throws BadArguments. */
export function parseArguments(args: readonly string[]): LabCommand {
  const [command, ...rest] = args
  if (command === 'apply' || command === 'configuration' || command === 'senders')
    return parseManagementArguments(command, rest)
  const { values } = readOptions(args, options, ACCEPTED)
  if (values.help !== undefined) return { kind: 'help' }
  const list = values['list-faults'] !== undefined
  const json = values.json !== undefined
  if (json && !list) throw new BadArguments('--json belongs to --list-faults, which is missing.')
  const ids = faultIds(values.fault ?? [])
  const nodes = wholeNumber('--nodes', values.nodes, 1, MOST_NODES) ?? 1
  const amongSeveral = faults.find(({ id, severalServers }) => severalServers && ids.includes(id))
  if (values.nodes !== undefined && nodes < 2 && amongSeveral) {
    throw new BadArguments(
      `--nodes is 1, and the fault ${amongSeveral.id} is of one server among several; accepted is a whole number from 2 to ${MOST_NODES}, or no --nodes for eight.`,
    )
  }
  const latencyMilliseconds = milliseconds('--latency', values.latency)
  const roundTripMilliseconds = milliseconds('--round-trip', values['round-trip'])
  const kilobits = wholeNumber('--bandwidth', values.bandwidth, 1, MOST_KILOBITS, ' of kilobits a second')
  const bytesPerSecond = kilobits === undefined ? undefined : kilobits * BYTES_IN_KILOBIT
  const lossPercent = percent('--loss', values.loss)
  const dropsEvery = wholeNumber('--drop-every', values['drop-every'], 1, MOST_CONNECTIONS)
  const devices = wholeNumber('--devices', values.devices, 0, MOST_DEVICES) ?? 0
  const seed = wholeNumber('--seed', values.seed, 0, MOST_SEED) ?? 1
  const organisationFile = once('--org', values.org)
  if (list) return { kind: 'list-faults', json }
  if (organisationFile === undefined) {
    throw new BadArguments('--org is missing; accepted is --org FILE, the organisation file to write.')
  }
  if (organisationFile === '') throw new BadArguments('--org is empty; accepted is the path of a file to write.')
  const line = { latencyMilliseconds, roundTripMilliseconds, bytesPerSecond, lossPercent, dropsEvery }
  return { kind: 'run', organisationFile, faults: ids, nodes, devices, seed, ...line }
}

function faultIds(texts: readonly string[]): FaultId[] {
  const ids = texts.map((text) => {
    if (isFaultId(text)) return text
    const accepted = faults.map(({ id }) => id).join(', ')
    throw new BadArguments(`--fault names ${JSON.stringify(text)}, which is not a fault; accepted are ${accepted}.`)
  })
  const clash = clashingFaults(ids)
  if (clash) {
    const [a, b] = clash
    throw new BadArguments(`--fault names ${a} and ${b}, which cannot be on together; accepted is one of the two.`)
  }
  return [...new Set(ids)]
}

function milliseconds(name: string, values: readonly string[] | undefined): number {
  return wholeNumber(name, values, 0, MOST_MILLISECONDS, ' of milliseconds') ?? 0
}

function percent(name: string, values: readonly string[] | undefined): number {
  const text = once(name, values)
  if (text === undefined) return 0
  const number = /^\d{1,3}(?:\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN
  if (number <= 100) return number
  throw new BadArguments(`${name} is ${JSON.stringify(text)}; accepted is a number from 0 to 100, such as 2 or 0.5.`)
}
