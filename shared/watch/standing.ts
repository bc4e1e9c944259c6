import { z } from 'zod'
import { endThreshold } from './certificate-ends.ts'
import type { Turn, TurnKind } from './turn.ts'
import { type TurnWords, wordsOfTurn } from './turn-words.ts'
import type { Observation } from './watched-run.ts'

/** What a check that could tell said. */
const Known = z.enum(['pass', 'warn', 'fail'])
const Settled = z.enum(['ready', 'not-ready'])

/** What is known of an organisation from the runs of its watch so far; it lasts over the end of the program. */
export const Standing = z.strictObject({
  /** The last verdict that says something of the servers, and since when it holds. */
  settled: z.strictObject({ verdict: Settled, since: z.string() }).nullable(),
  /** What each check said last, of those that could tell. */
  checks: z.record(z.string(), Known),
  /** How many runs in a row could not tell, and whether that was told. */
  unsettled: z.int().min(0),
  toldUnsettled: z.boolean(),
  /** When the verdict turned of late, and for how many runs in a row it has not. */
  turnedAt: z.array(z.string()),
  steadyRuns: z.int().min(0),
  /** It turns back and forth, which was told once; nothing more is before it rests. */
  unsteady: z.boolean(),
  /** By a certificate's fingerprint: the threshold that it was told of last, in days. */
  ending: z.record(z.string(), z.number()),
})
export type Standing = z.infer<typeof Standing>

/** Before the first run. */
export const noStanding: Standing = {
  settled: null,
  checks: {},
  unsettled: 0,
  toldUnsettled: false,
  turnedAt: [],
  steadyRuns: 0,
  unsteady: false,
  ending: {},
}

/** So many runs in a row that could not tell are told: that the watch sees nothing is a fault too. */
const UNSETTLED_RUNS = 3
/** So many turns within six hours, and it turns back and forth; it rests after so many runs that say the same. */
const UNSTEADY_TURNS = 4
const UNSTEADY_MILLISECONDS = 6 * 3_600_000
const STEADY_RUNS = 3
/** Of so many certificates it is known that they were told of. */
const KEPT_ENDS = 200

/**
 * What is known after one more run, and what has turned by it. Somebody is woken by this, so that nothing is told twice,
 * what says nothing of the servers is told only when it lasts, and what goes back and forth is told once.
 */
export function afterRun(before: Standing, run: Observation): { standing: Standing; turns: Turn[] } {
  const certificates = afterCertificates(before, run)
  const settled = afterVerdict(before, run)
  return {
    standing: { ...settled.standing, ending: certificates.ending },
    turns: [...settled.turns, ...certificates.turns],
  }
}

type Told = { standing: Standing; turns: Turn[] }

function afterVerdict(before: Standing, run: Observation): Told {
  const verdict = Settled.safeParse(run.verdict)
  return run.unsettled !== undefined || !verdict.success
    ? afterUnsettled(before, run)
    : afterSettled(before, run, verdict.data)
}

function afterUnsettled(before: Standing, run: Observation): Told {
  const unsettled = before.unsettled + 1
  const tell = unsettled >= UNSETTLED_RUNS && !before.toldUnsettled
  const standing = { ...before, unsettled, toldUnsettled: before.toldUnsettled || tell }
  return {
    standing,
    turns: tell ? [turn('cannot-tell', before, run, { runs: unsettled, why: run.unsettled ?? 'other' })] : [],
  }
}

function afterSettled(before: Standing, run: Observation, verdict: z.infer<typeof Settled>): Told {
  const { settled } = before
  const turned = settled !== null && settled.verdict !== verdict
  const since = (time: string) => Date.parse(run.at) - Date.parse(time)
  const recent = before.turnedAt.filter((time) => Math.abs(since(time)) < UNSTEADY_MILLISECONDS)
  const turnedAt = turned ? [...recent, run.at] : recent
  const steadyRuns = turned ? 1 : before.steadyRuns + 1
  const begins = turned && !before.unsteady && turnedAt.length >= UNSTEADY_TURNS
  const rests = before.unsteady && steadyRuns >= STEADY_RUNS
  const failing = run.findings.filter((finding) => finding.verdict === 'fail')
  const more = failing.filter(({ check }) => before.checks[check] !== 'fail')

  const turns: Turn[] = []
  const tell = (kind: TurnKind, words: TurnWords) => turns.push(turn(kind, before, run, words))
  if (begins) tell('unsteady', { turns: turnedAt.length })
  else if (rests) tell('steady', { failing })
  else if (before.unsteady) {
    // Told already, and not again before it rests.
  } else if (turned) tell(verdict === 'ready' ? 'better' : 'worse', { failing, since: settled.since })
  else if (settled !== null && verdict === 'not-ready' && more.length > 0) tell('more-fails', { failing: more })
  if (before.toldUnsettled && turns.length === 0) tell('tells-again', { failing })

  return {
    standing: {
      ...before,
      settled: settled !== null && !turned ? settled : { verdict, since: run.at },
      checks: { ...before.checks, ...knownOf(run.findings) },
      unsettled: 0,
      toldUnsettled: false,
      turnedAt: rests ? [] : turnedAt,
      steadyRuns,
      unsteady: begins || (before.unsteady && !rests),
    },
    turns,
  }
}

function knownOf(findings: Observation['findings']): Standing['checks'] {
  return Object.fromEntries(
    findings.flatMap(({ check, verdict }) => {
      const known = Known.safeParse(verdict)
      return known.success ? [[check, known.data]] : []
    }),
  )
}

/** A certificate is told of once at each threshold; what a first run finds is there to be read, and turned in no way. */
function afterCertificates(before: Standing, run: Observation): { ending: Standing['ending']; turns: Turn[] } {
  const first = before.settled === null && before.unsettled === 0
  const ending = { ...before.ending }
  const turns: Turn[] = []
  const seen = new Set<string>()
  for (const end of run.certificates) {
    // One certificate at several servers is told of once; of one that is not seen for a while, it stays known.
    if (seen.has(end.fingerprint)) continue
    seen.add(end.fingerprint)
    const threshold = endThreshold(end, Date.parse(run.at))
    if (threshold === undefined) continue
    const told = before.ending[end.fingerprint]
    // A clock that was set back makes no certificate longer.
    ending[end.fingerprint] = Math.min(threshold, told ?? threshold)
    if (!first && (told === undefined || threshold < told)) turns.push(turn('certificate', before, run, { end }))
  }
  return { ending: Object.fromEntries(Object.entries(ending).slice(-KEPT_ENDS)), turns }
}

function turn(kind: TurnKind, { settled }: Standing, run: Observation, words: TurnWords): Turn {
  return {
    kind,
    at: run.at,
    runId: run.runId,
    from: settled?.verdict ?? 'could-not-tell',
    to: run.verdict,
    ...wordsOfTurn(kind, run, words),
  }
}
