import { expect } from 'vitest'
import { type RunOptions, runReadiness } from '../../../../electron/engine/run/run-readiness.ts'
import type { Lab } from '../../../../lab/lab.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'
import { Run, RunEvent } from '../../../../shared/run/run.ts'

/** The lab's organisation, as an organisation file of it is read. */
export function organisationOf(lab: Lab): Organisation {
  return Organisation.parse(lab.organisation)
}

/**
 * One run against the lab with its password, and what holds for every run whatever it finds: it fits its schema, its
 * events tell the same as its JSON and in order, and no form of the password is in either.
 */
export async function runAgainst(
  lab: Lab,
  options: Partial<RunOptions> = {},
): Promise<{ run: Run; events: RunEvent[]; outcomes: Record<string, string> }> {
  const events: RunEvent[] = []
  const run = await runReadiness({
    organisation: organisationOf(lab),
    password: lab.password,
    ...options,
    onEvent: (event) => {
      // As it was when it was told; a run that is changed afterwards would otherwise change its events.
      events.push(structuredClone(event))
      options.onEvent?.(event)
    },
  })
  expectSound(run, events, options.organisation?.account?.username ?? lab.organisation.account.username, lab.password)
  return { run, events, outcomes: outcomesOf(run.findings) }
}

/** The findings of a run that are not a pass, as check and outcome. */
export function notPassed(run: Run): [check: string, outcome: string][] {
  return run.findings.filter(({ verdict }) => verdict !== 'pass').map(({ check, outcome }) => [check, outcome])
}

/** What a healthy lab cannot pass: its certificate comes from an authority of its own, which no cloud service knows. */
export const healthyFindings: [check: string, outcome: string][] = [['certificate/trust', 'private-authority']]

export function outcomesOf(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(findings.map(({ check, outcome }) => [check, outcome]))
}

function expectSound(run: Run, events: readonly RunEvent[], username: string, password: string): void {
  const text = JSON.stringify({ run, events })
  expect(Run.parse(JSON.parse(JSON.stringify(run)))).toEqual(run)
  for (const event of events) expect(RunEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
  for (const form of formsOf(username, password)) expect(text).not.toContain(form)

  const first = events[0]
  const last = events.at(-1)
  if (first?.type !== 'started' || last?.type !== 'finished') throw new Error('The run has no beginning or no end.')
  expect(last).toMatchObject({ verdict: run.verdict, run: run.run })
  expect(first.run).toMatchObject({ id: run.run.id, startedAt: run.run.startedAt })
  expect(events.filter(({ type }) => type === 'started' || type === 'finished')).toHaveLength(2)

  expect(run.findings.map(({ check }) => check)).toEqual(first.checks)
  const told = events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []))
  const byCheck = (left: Finding, right: Finding) => left.check.localeCompare(right.check)
  expect(told.toSorted(byCheck)).toEqual(run.findings.toSorted(byCheck))

  expect(Object.keys(run.artifacts).toSorted()).toEqual(first.gatherers.toSorted())
  for (const artifact of first.gatherers) {
    const about = events.filter((event) => 'artifact' in event && event.artifact === artifact)
    expect(about.map(({ type }) => type)).toEqual(['gathering', 'gathered'])
    expect(about[1]).toMatchObject({ state: run.artifacts[artifact]?.state })
  }
  for (const finding of run.findings) {
    // Judged as soon as all that it needs is known, and not before; a skip names the artifact that stands in the way.
    if (finding.verdict === 'skip') continue
    const at = events.findIndex((event) => event.type === 'finding' && event.finding.check === finding.check)
    for (const artifact of finding.artifacts) {
      expect(events.findIndex((event) => event.type === 'gathered' && event.artifact === artifact)).toBeLessThan(at)
    }
  }
}

function formsOf(username: string, password: string): string[] {
  const credential = Buffer.from(`${username}:${password}`).toString('base64').replace(/=+$/, '')
  return [
    password,
    encodeURIComponent(password),
    Buffer.from(password).toString('base64').replace(/=+$/, ''),
    Buffer.from(password, 'utf16le').toString('base64').replace(/=+$/, ''),
    Buffer.from(password, 'utf16le').toString('hex'),
    credential,
  ]
}
