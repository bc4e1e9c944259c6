import { expect } from 'vitest'
import type { Configuration } from '../../../shared/management/configuration.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { NoPlan, Plan, RemedyId, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { closed, subject } from './example.ts'

/** What the example's organisation lacks or has otherwise, and who is meant. */
export type Given = { configuration?: Partial<Configuration>; subject?: Partial<RemedySubject> }

/** The example with these differences; a part that stands as undefined was not read. */
export function outcomeOf(id: RemedyId, given: Given = {}): Plan | NoPlan {
  return remedies[id].plan({ ...closed, ...given.configuration }, { ...subject, ...given.subject })
}

/** Why there is nothing to hand over, in one line: its kind, the cmdlets, and what the sentence says in part. */
export function expectNoPlan(outcome: Plan | NoPlan, kind: NoPlan['kind'], says: string | RegExp): void {
  expect(outcome.kind, JSON.stringify(outcome)).toBe(kind)
  if (outcome.kind !== 'plan') expect(outcome.sentence).toMatch(says)
}

/** The plan; fails where there is none. */
export function planOf(id: RemedyId, given: Given = {}): Plan {
  const outcome = outcomeOf(id, given)
  if (outcome.kind !== 'plan') throw new Error(`no plan: ${outcome.sentence}`)
  return outcome
}

/** A row of a table about what a remedy refuses. */
export type Refusal = [name: string, given: Given, kind: NoPlan['kind'], says: string | RegExp]
