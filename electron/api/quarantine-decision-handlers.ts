import type { Handlers } from '../../shared/contract/contract.ts'
import { narrowestRule, ruleSentences } from '../../shared/quarantine/narrowest-rule.ts'
import { isProbeDevice } from '../../shared/quarantine/probe-device.ts'
import { mostProbes } from '../../shared/quarantine/told-decisions.ts'
import { subjectKeyOf, type TrayDecision } from '../../shared/quarantine/tray.ts'
import type { Store } from '../engine/store/store.ts'
import type { AppEvents } from './app-events.ts'
import { otherWork } from './in-slices.ts'
import type { Organisations } from './organisations.ts'
import { decideOn, selected, staleSelection } from './quarantine-deciding.ts'
import type { HeldDesk, QuarantineDesk } from './quarantine-desk.ts'
import { knownOfTrail, toldDefault } from './quarantine-known.ts'
import { ranOf } from './quarantine-ran.ts'
import type { QuarantineReadings } from './quarantine-readings.ts'
import { ranWords, whyNotRun } from './quarantine-run-note.ts'
import { aboutOf, type MadeScript, makeScript, scriptPage, staleScript, trayName } from './quarantine-scripts.ts'
import { devicesOf, toldRows } from './quarantine-table.ts'
import { lineOf } from './quarantine-trail-line.ts'
import type { Trays } from './quarantine-tray.ts'
import { trialPage } from './quarantine-trials.ts'
import { makeUndo, standingDone } from './quarantine-undo-script.ts'

type DecisionCalls = Pick<
  Handlers['calls'],
  | 'quarantine.narrowest-rule'
  | 'quarantine.what-if'
  | 'quarantine.decide'
  | 'quarantine.withdraw'
  | 'quarantine.decisions'
  | 'quarantine.script'
  | 'quarantine.trail'
  | 'quarantine.note'
>

/** So many of a rule's devices are told by name. */
const MOST_NAMED = 100
/** So many decisions are withdrawn in one transaction. */
const AT_ONCE = 250

/** The calls that decide about devices, and tell what became of it. */
export function quarantineDecisionHandlers(parts: {
  store: Pick<Store, 'quarantine'>
  organisations: Organisations
  desk: QuarantineDesk
  trays: Trays
  readings: QuarantineReadings
  events: AppEvents
  user: () => string | null
  now: () => Date
}): DecisionCalls {
  const { organisations, desk, trays, readings, events, user, now } = parts
  const { decisions, trail } = parts.store.quarantine
  const changed = (): void => events.tell({ type: 'changed', what: 'quarantine' })
  const decider = () => ({ who: user(), at: now().toISOString() })
  const open = async () => {
    const held = await desk.open(organisations.needed())
    return { held, tray: await trays.read(held.organisationId) }
  }
  /** The script that was made last on the desk that is held, of which pages are read. */
  const made = new WeakMap<HeldDesk, { key: string; script: MadeScript }>()

  /** One after another, so that no two that contradict each other get into the tray. */
  let deciding: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = deciding.then(work)
    deciding = turn.catch(() => undefined)
    return turn
  }

  async function withdraw(ids: ReadonlySet<string> | 'all'): Promise<number> {
    const { id } = organisations.needed()
    const tray = await trays.read(id)
    const by = decider()
    const meant = tray.decisions.filter((each) => ids === 'all' || ids.has(each.id))
    let count = 0
    for (let at = 0; at < meant.length; at += AT_ONCE) {
      const lines = meant.slice(at, at + AT_ONCE).map((each) => ({
        ...{ id: each.id, subject: subjectKeyOf(each.decision) },
        entry: lineOf('withdrawn', each.decision, by, null),
      }))
      count += decisions.withdraw(id, lines)
      await otherWork()
    }
    return count
  }

  return {
    'quarantine.narrowest-rule': async ({ devices }) => {
      const { held, tray } = await open()
      const meant = devices ? selected(held, devices) : devicesOf(held, { integration: true })
      if (meant === undefined) return { outcome: 'none', why: 'stale', sentence: staleSelection().sentence }
      const found = narrowestRule(held.desk, meant)
      if (found.kind === 'none') return { outcome: 'none', why: found.why, sentence: found.sentence }
      const { rule, covers, others, stillOut, existing } = found
      const out = stillOut.slice(0, MOST_NAMED).map(({ device }) => device)
      return {
        ...{ outcome: 'rule', reading: held.reading, rule, covers, existing: existing?.name ?? null },
        ...{ others: toldRows(held, others.slice(0, MOST_NAMED), tray), otherCount: others.length },
        ...{ stillOut: toldRows(held, out, tray), stillOutCount: stillOut.length },
        sentences: ruleSentences(found),
      }
    },
    'quarantine.what-if': async (wanted) => {
      const { held, tray } = await open()
      return trialPage(held, tray, wanted)
    },
    'quarantine.decide': (request) =>
      inTurn(async () => {
        const { held, tray } = await open()
        const decided = await decideOn(held, request, { tray, decider: decider(), store: parts.store.quarantine })
        if (decided.outcome === 'decided' && decided.added > 0) changed()
        return decided
      }),
    'quarantine.withdraw': (request) =>
      inTurn(async () => {
        const withdrawn = await withdraw('all' in request ? 'all' : new Set(request.ids))
        if (withdrawn > 0) changed()
        return { withdrawn }
      }),
    'quarantine.decisions': async ({ which, outcome, offset, limit }) => {
      await readings.settled()
      const { held, tray } = await open()
      const all = which === 'tray' ? tray : await trays.settled(held.organisationId)
      const wanted = all.decisions.filter((each) => outcome === undefined || each.outcome?.kind === outcome)
      const outcomes = Map.groupBy(all.decisions, (each) => each.outcome?.kind ?? null)
      const latest = new Map(all.decisions.map((each) => [subjectKeyOf(each.decision), each.id]))
      const mayDecideAgain = ({ id, decision, outcome: seen }: TrayDecision): boolean => {
        const subject = subjectKeyOf(decision)
        return seen?.kind === 'undone' && latest.get(subject) === id && !tray.bySubject.has(subject)
      }
      return {
        ...{ tray: trayName(held, tray), total: wanted.length, unreadable: all.unreadable },
        standing: which === 'settled' ? standingDone(all.decisions).length : 0,
        outcomes: [...outcomes].map(([kind, each]) => ({ kind, count: each.length })),
        decisions: wanted.slice(offset, offset + limit).map((each) => ({
          ...each,
          ran: ranOf(trail, held.organisationId, each),
          again: mayDecideAgain(each),
        })),
        ...{ decidedLast: lastOf(all.decisions), probes: probesOf(all.decisions) },
        default: toldDefault(held, knownOfTrail(trail, held.organisationId).default),
      }
    },
    'quarantine.script': async ({ of, part, offset }) => {
      const { held, tray } = await open()
      const key = JSON.stringify([of, part])
      if (offset > 0) {
        const last = made.get(held)
        return last?.key === key ? scriptPage(last.script, offset) : staleScript()
      }
      const { who, at } = decider()
      const { organisation } = organisations.needed()
      const head = { part, organisation: organisation.name, madeAt: at }
      const settled = of.what === 'settled' ? (await trays.settled(held.organisationId)).decisions : []
      const script =
        of.what === 'settled'
          ? makeUndo(held, settled, { ...head, count: of.count })
          : await makeScript(held, tray, { of, ...head })
      made.set(held, { key, script })
      // A preview changes nothing, and is made whenever somebody looks.
      if (script.outcome === 'script' && part !== 'preview') {
        const { undo } = script
        const entry = {
          at,
          who,
          what: 'script-made' as const,
          ...aboutOf(held, of, of.what === 'settled' ? standingDone(settled) : tray.decisions),
          undo,
          note: part,
        }
        trail.add(held.organisationId, [{ subject: null, entry }])
        changed()
      }
      return scriptPage(script, offset)
    },
    'quarantine.trail': async ({ key, after, limit }) => {
      await readings.settled()
      const { id } = organisations.needed()
      const lines = trail.list(id, { subject: key?.trim().toLowerCase(), after, limit })
      const last = lines.length < limit ? undefined : lines.at(-1)
      const gone = trail.withdrawnReadings(id)
      return {
        lines: lines.map((line) => ({ ...line, withdrawn: gone.has(line.entry?.reading ?? '') })),
        next: last?.number ?? null,
      }
    },
    'quarantine.note': async (noted) => {
      const { id } = organisations.needed()
      const refused = noted.what === 'run-live' ? whyNotRun(trail, id, noted.part) : null
      if (refused !== null) return { refused }
      const { count, settled } = decisions.tray(id)
      const about = { kind: noted.of, decisions: noted.of === 'tray' ? count : settled }
      const note = noted.what === 'run-live' ? ranWords[noted.part] : noted.note
      const { who, at } = decider()
      const entry = { at, who, what: noted.what, about, reason: null, ticket: null, undo: null, note }
      trail.add(id, [{ subject: null, entry }])
      changed()
      return { refused: null }
    },
  }
}

function lastOf(all: readonly TrayDecision[]): string | null {
  return all.reduce<string | null>(
    (last, { decision: { decidedAt } }) => (last === null || decidedAt > last ? decidedAt : last),
    null,
  )
}

function probesOf(all: readonly TrayDecision[]): string[] {
  const ids = all.flatMap(({ decision }) => (decision.kind === 'rule' ? [] : (decision.device.deviceId ?? [])))
  return [...new Set(ids.filter(isProbeDevice))].slice(0, mostProbes)
}
