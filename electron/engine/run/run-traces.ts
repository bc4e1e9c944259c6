import type { ActiveSyncSession } from '../../../shared/artifacts/active-sync-session.ts'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import { type Organisation, wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
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
  return commands.some(({ exchange }) => exchange.requestHeaders.length > 0) ? [...expected] : []
}
