import type { ActiveSyncSession } from '../../../shared/artifacts/active-sync-session.ts'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { type Organisation, wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { RunHeader } from '../../../shared/run/run.ts'
import type { Trace } from '../../../shared/run/trace.ts'
import { traceOfDevice } from '../gather/active-sync-device.ts'
import type { GatheredRecord } from './gather-one.ts'

/** What a run with these gatherers may leave behind on a server, known before it starts. */
export function expectedTraces(
  gatherers: readonly ArtifactName[],
  { organisation, password, profile }: { organisation: Organisation; password: string | undefined; profile: Profile },
): Trace[] {
  const signsIn = gatherers.includes('activeSyncSession') && organisation.account && password !== undefined
  const leaves = signsIn && wantsActiveSync(organisation) && !organisation.activeSync?.leaveNoTrace
  return leaves ? [traceOfDevice(organisation, profile)] : []
}

/** Which of them it did leave, or may have left where it was stopped on the way. */
export function tracesLeft(expected: readonly Trace[], session: GatheredRecord | undefined): Trace[] {
  if (session?.state === 'blocked') return []
  if (session?.state !== 'gathered') return [...expected]
  const { commands } = session.value as ActiveSyncSession
  // A connection that never came about has no request.
  if (!commands.some(({ exchange }) => exchange.requestHeaders.length > 0)) return []
  const version = majorVersion(commands)
  return expected.map((trace) => forVersion(trace, version))
}

/**
 * What an interrupted run left behind, or may have left, before it goes on: `mayHaveBegun` says whether the session was
 * under way then. One that had gone on before is read carefully, since only its last record of the session is there.
 */
export function tracesBefore(
  { traces = [], resumed = [] }: Pick<RunHeader, 'traces' | 'resumed'>,
  session: GatheredRecord | undefined,
  mayHaveBegun: boolean,
): Trace[] {
  if (resumed.length > 0) return [...traces]
  return session || mayHaveBegun ? tracesLeft(traces, session) : []
}

/** Traces of both halves of a run, each once; how the later one tells it goes first. */
export function withTraces(later: readonly Trace[], before: readonly Trace[]): Trace[] {
  return [...later, ...before.filter(({ what }) => !later.some((trace) => trace.what === what))]
}

/** With the command of that version alone, where the version is known: 14 is Exchange 2010. */
function forVersion({ what, undo, undoIn2010 }: Trace, version: number | undefined): Trace {
  if (version === undefined) return { what, undo, ...(undoIn2010 !== undefined && { undoIn2010 }) }
  return { what, undo: version < 15 && undoIn2010 !== undefined ? undoIn2010 : undo }
}

/** The major version of the server, as the answers to a device tell it. */
function majorVersion(commands: ActiveSyncSession['commands']): number | undefined {
  const told = commands.flatMap(({ exchange }) =>
    ['MS-Server-ActiveSync', 'X-OWA-Version'].flatMap((name) => headerValues(exchange, name)),
  )
  const major = told.map((value) => /^(\d{1,3})\./.exec(value)?.[1]).find((digits) => digits !== undefined)
  return major === undefined ? undefined : Number(major)
}
