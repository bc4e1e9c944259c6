import type { CallArgument, CallResult } from '../../shared/contract/contract.ts'
import { decidingSentence } from '../../shared/quarantine/decision-chain.ts'
import { planDecisions } from '../../shared/quarantine/decision-plan.ts'
import { planDefault } from '../../shared/quarantine/default-plan.ts'
import {
  type ShownDefaultChange,
  type StateChange,
  whatIfDefaultInSteps,
  whatIfInSteps,
} from '../../shared/quarantine/what-if.ts'
import { inSlices } from './in-slices.ts'
import { decisionsOf, staleSelection } from './quarantine-deciding.ts'
import { digestOf, type HeldDesk } from './quarantine-desk.ts'
import { planOf } from './quarantine-plan.ts'
import { placesOf, toldRows } from './quarantine-table.ts'
import type { Tray } from './quarantine-tray.ts'

type Trial = CallArgument<'quarantine.what-if'>['trial']
type Page = CallResult<'quarantine.what-if'>

type Tried = {
  /** By what somebody names what was shown. */
  shown: string
  outcome:
    | { kind: 'moves'; changes: readonly StateChange[]; default?: ShownDefaultChange }
    | Exclude<Page, { outcome: 'tried' }>
}

/** What was tried last on each desk that is held: pages of it cost nothing. */
const last = new WeakMap<HeldDesk, { shown: string; tried: Promise<Tried> }>()
/** The new defaults that were shown on it, one for each level: a script is made of them, whatever was tried since. */
const defaults = new WeakMap<HeldDesk, Map<string, Promise<Tried>>>()

/** Tries a change, and tells a page of the devices that it moves. */
export async function trialPage(
  held: HeldDesk,
  tray: Tray,
  { trial, offset, limit }: CallArgument<'quarantine.what-if'>,
): Promise<Page> {
  const { shown, outcome } = await triedOn(held, tray, trial)
  if (!('kind' in outcome)) return outcome
  const { changes } = outcome
  return {
    ...{ outcome: 'tried', reading: held.reading, shown, total: changes.length, moves: movesOf(changes) },
    notKnown: placesOf(held, { predicted: ['NotKnown'] }).length,
    devices: changes.slice(offset, offset + limit).flatMap(({ device, from, to, after }) =>
      toldRows(held, [device], tray).map((row) => ({
        ...{ row, from, to },
        sentence: after.decidedBy ? decidingSentence(after.decidedBy) : null,
      })),
    ),
  }
}

/** The new default that was shown by that name on what was read; undefined where none was. */
export async function shownDefault(held: HeldDesk, shown: string): Promise<ShownDefaultChange | undefined> {
  const tried = defaults.get(held)?.get(shown)
  if (tried === undefined) return undefined
  const { outcome } = await tried
  return 'kind' in outcome ? outcome.default : undefined
}

function triedOn(held: HeldDesk, tray: Tray, trial: Trial): Promise<Tried> {
  const shown = digestOf(JSON.stringify([held.reading, trial, trial.what === 'tray' ? tray.stamp : null]))
  const known = last.get(held)
  if (known?.shown === shown) return known.tried
  const ofDefaults = defaults.get(held) ?? new Map<string, Promise<Tried>>()
  const tried = ofDefaults.get(shown) ?? outcomeOf(held, tray, trial).then((outcome) => ({ shown, outcome }))
  last.set(held, { shown, tried })
  if (trial.what === 'default') {
    ofDefaults.set(shown, tried)
    defaults.set(held, ofDefaults)
  }
  return tried
}

async function outcomeOf(held: HeldDesk, tray: Tray, trial: Trial): Promise<Tried['outcome']> {
  const { desk } = held
  if (trial.what === 'changes') return { kind: 'moves', changes: await inSlices(whatIfInSteps(desk, trial.changes)) }
  if (trial.what === 'default') {
    const shown = await inSlices(whatIfDefaultInSteps(desk, trial.accessLevel))
    // Whom it hits is what nobody knows then, and none is not what that comes to.
    if (shown.before === undefined) {
      const why = planDefault(desk, shown)
      if (why.kind !== 'plan') return { outcome: why.kind, sentence: why.sentence }
    }
    return { kind: 'moves', changes: shown.hits, default: shown }
  }
  const plan = trial.what === 'decision' ? planOfDecision(held, trial.of) : planOf(held, tray)
  if (plan === undefined) return staleSelection()
  return plan.kind === 'plan'
    ? { kind: 'moves', changes: plan.effects }
    : { outcome: plan.kind, sentence: plan.sentence }
}

/** A decision as if it were the only one in the tray: nothing of it is written, and so it needs no reason yet. */
function planOfDecision(held: HeldDesk, of: Extract<Trial, { what: 'decision' }>['of']) {
  const ground = { reason: '', ticket: null, decidedAt: new Date(0).toISOString() }
  const decisions = decisionsOf(held, of, ground)
  return decisions && planDecisions(held.desk, decisions, held.release)
}

function movesOf(changes: readonly StateChange[]): Extract<Page, { outcome: 'tried' }>['moves'] {
  const moves = new Map<string, { from: StateChange['from']; to: StateChange['to']; count: number }>()
  for (const { from, to } of changes) {
    const move = moves.get(`${from} ${to}`)
    if (move) move.count += 1
    else moves.set(`${from} ${to}`, { from, to, count: 1 })
  }
  return [...moves.values()].toSorted((left, right) => right.count - left.count)
}
