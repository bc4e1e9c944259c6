import type { ArtifactName, Artifacts } from '../artifacts/artifacts.ts'
import type { Failure } from '../artifacts/failure.ts'
import type { RemedyId } from '../remedies/remedy.ts'

/** The wizard's steps, in the order in which an administrator walks them. */
export const steps = ['dns', 'connection', 'certificate', 'sign-in', 'autodiscover', 'ews', 'active-sync'] as const
export type Step = (typeof steps)[number]

/** What a check itself may conclude; `skip` and `bug` are given by the judge. */
type OutcomeVerdict = 'pass' | 'warn' | 'fail' | 'unknown'

/**
 * The words for one outcome. `{name}` in title and advice is filled from the evidence of the same name.
 * A `warn` or `fail` says what to do; an `unknown` says what would tell.
 */
export type Outcome =
  | { verdict: 'pass'; title: string; advice?: never; remedy?: never }
  | { verdict: Exclude<OutcomeVerdict, 'pass'>; title: string; advice: string; remedy?: RemedyId }

/** One thing that was seen; lists are shown one entry a line. */
export type EvidenceValue = string | number | boolean | string[]
/** By name; what was not seen may stand as undefined, and is left out of the finding. */
export type Evidence = Readonly<Record<string, EvidenceValue | undefined>>

/** An outcome as code and data, never prose: the words are in `meta.outcomes`. */
export type Conclusion<O extends string> = { outcome: O; evidence?: Evidence; blocked?: never } & RestsOn

/**
 * Nothing to judge, because of a failure that another check reports: the artifact that holds it, and in words. The
 * finding becomes a `skip`.
 */
export type Obstructed = { blocked: { by: ArtifactName; reason: string } } & RestsOn

/**
 * The failure on the wire without which the check would have found something else. Where the server turns out to have
 * stopped in the middle of the run, that is told in its place.
 */
type RestsOn = { failure?: Failure | undefined }

export type Judgement<O extends string> = Conclusion<O> | Obstructed

export type CheckMeta<K extends ArtifactName, O extends string> = {
  /** `<area>/<name>`: a noun; also the file, the docs page and the test. */
  id: string
  step: Step
  /** What it looks at, as a noun: the title of a finding that could not look begins with it. */
  subject: string
  /** `run` sees these artifacts and no others. */
  needs: readonly K[]
  /** Which statements of the vendor's guide it answers. */
  guide: readonly string[]
  /** Why an administrator should care, in at most two sentences. */
  why: string
  outcomes: Readonly<Record<O, Outcome>>
}

export type Check<K extends ArtifactName = ArtifactName, O extends string = string> = {
  meta: CheckMeta<K, O>
  run: (artifacts: Pick<Artifacts, K>) => Judgement<O>
}

/** A check as the judge sees it, with its own artifact and outcome types forgotten. */
export type AnyCheck = {
  meta: CheckMeta<ArtifactName, string>
  run: (artifacts: Artifacts) => Judgement<string>
}

/** Declares a check. An artifact outside `needs` or an outcome outside `outcomes` does not compile. */
export function defineCheck<const K extends ArtifactName, const O extends string>(check: {
  meta: CheckMeta<K, O>
  run: (artifacts: Pick<Artifacts, K>) => Judgement<NoInfer<O>>
}): Check<K, O> {
  return check
}
