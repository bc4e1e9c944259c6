import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { RunHeader } from '../../../shared/run/run.ts'
import type { Trace } from '../../../shared/run/trace.ts'
import { posternVersion } from '../../../shared/run/version.ts'
import { organisationDigest } from './organisation-digest.ts'

/** An interrupted run, as it was stored: what it was begun as, and what it had brought back. */
export type InterruptedRun = { header: RunHeader; records: ArtifactRecords }

/**
 * Why a run cannot be gone on with: it was of another organisation, or of one whose domain, mailbox, account, servers or
 * other settings were different; for another vendor; or of another version of Postern, which may see the same otherwise.
 */
export type ResumeRefusal = 'other-organisation' | 'other-profile' | 'other-version'

/** The caller asked to go on with a run that cannot be; nothing has been asked of anyone. */
export class CannotResume extends Error {
  readonly code: ResumeRefusal

  constructor(code: ResumeRefusal) {
    super(`The run cannot be gone on with: ${code}.`)
    this.name = 'CannotResume'
    this.code = code
  }
}

type Begun = {
  organisation: Organisation
  profile: string
  now: Date
  traces: readonly Trace[]
  proxies?: readonly string[] | undefined
}

/** The header of a new run. */
export function newHeader(
  { organisation, profile, now, traces, proxies }: Begun,
  asked: { only: readonly string[] | undefined; verifies: string | undefined; random: Buffer },
): RunHeader {
  const { name, domain, mailbox } = organisation
  const { only, verifies, random } = asked
  return {
    id: `run-${now.getTime().toString(36)}-${random.toString('hex')}`,
    format: 1,
    postern: posternVersion,
    organisation: { name, domain, mailbox, digest: organisationDigest(organisation) },
    vantage: 'inside',
    profile,
    startedAt: now.toISOString(),
    ...(only && { only: [...only] }),
    ...(verifies !== undefined && { verifies }),
    ...(proxies && { proxies: [...proxies] }),
    ...(traces.length > 0 && { traces: [...traces] }),
  }
}

/** The header of a run that goes on: the same run, of which some is asked again. */
export function resumedHeader(
  before: RunHeader,
  { now, traces, proxies }: Pick<Begun, 'now' | 'traces' | 'proxies'>,
  again: readonly ArtifactName[],
): RunHeader {
  const { finishedAt: _finishedAt, endedEarly: _endedEarly, traces: _traces, ...header } = before
  return {
    ...header,
    ...(proxies && { proxies: withThose(before.proxies, proxies) }),
    resumed: [...(before.resumed ?? []), { at: now.toISOString(), again: [...again] }],
    ...(traces.length > 0 && { traces: [...traces] }),
  }
}

/** The proxies of both parts of a run that went on, each once. */
export function withThose(before: readonly string[] = [], after: readonly string[]): string[] {
  return [...new Set([...before, ...after])].toSorted()
}

/** Throws CannotResume where a run of this organisation is another one. */
export function refuseOtherRun(header: RunHeader, { organisation, profile }: Pick<Begun, 'organisation' | 'profile'>) {
  if (header.postern !== posternVersion) throw new CannotResume('other-version')
  if (header.organisation.digest !== organisationDigest(organisation)) throw new CannotResume('other-organisation')
  if (header.profile !== profile) throw new CannotResume('other-profile')
}
