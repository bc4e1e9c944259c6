import { describe, expect, it } from 'vitest'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { checkTeams } from '../../../shared/report/check-teams.ts'
import { teamOf } from '../../../shared/report/team-of.ts'
import { teamDuties, teamNames, teams } from '../../../shared/report/teams.ts'

const asked = (check: (typeof allChecks)[number]) =>
  Object.entries(check.meta.outcomes).filter(([, { verdict }]) => verdict !== 'pass')

describe('The table of teams', () => {
  it.each(allChecks.map((check) => [check.meta.id, check] as const))('says of every outcome of %s', (id, check) => {
    const entry = checkTeams[id]
    if (typeof entry === 'string') return
    expect(
      Object.values(entry ?? {})
        .flat()
        .toSorted(),
    ).toEqual(
      asked(check)
        .map(([outcome]) => outcome)
        .toSorted(),
    )
    // Where all are the same, one word says it.
    expect(Object.keys(entry ?? {}).length).toBeGreaterThan(1)
  })

  it('names no check that is gone', () => {
    expect(Object.keys(checkTeams)).toEqual(allChecks.map(({ meta }) => meta.id))
  })

  it('has words for each team', () => {
    for (const team of teams) expect(`${teamNames[team]}: ${teamDuties[team]}`).toMatch(/^[A-Z].+: .+/)
  })

  it('asks each team for something', () => {
    const used = new Set(
      Object.values(checkTeams).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.keys(entry))),
    )
    expect([...used, 'postern'].toSorted()).toEqual([...teams].toSorted())
  })

  it('sends no one away to whoever runs Postern where the advice begins with a command for a server', () => {
    const sent = allChecks.flatMap(({ meta }) =>
      Object.entries(meta.outcomes).filter(
        ([outcome, { verdict, advice = '' }]) =>
          teamOf({ check: meta.id, outcome, verdict }) === 'you' && /^(Set-|Enable|Install|Start|Assign)/.test(advice),
      ),
    )
    expect(sent).toEqual([])
  })
})

it.each([
  ['dns/server-name', 'does-not-exist', 'fail', 'network'],
  ['connection/https-port', 'timed-out', 'fail', 'network'],
  ['connection/https-port', 'refused', 'fail', 'exchange'],
  ['certificate/validity', 'expires-soon', 'warn', 'exchange'],
  ['certificate/inspection', 'product-named', 'warn', 'network'],
  ['sign-in/password', 'rejected', 'fail', 'identity'],
  ['ews/user-agent', 'vendor-refused', 'fail', 'exchange'],
  ['ews/answers', 'forbidden-in-front', 'fail', 'network'],
  ['active-sync/folder-sync', 'admin-permissions', 'fail', 'identity'],
  ['sign-in/ews-schemes', 'tokens-only', 'unknown', 'vendor'],
  ['dns/split-horizon', 'not-asked', 'warn', 'you'],
  // The judge’s own.
  ['ews/inbox', 'threw', 'bug', 'postern'],
  ['ews/inbox', 'not-gathered', 'unknown', 'you'],
  ['ews/inbox', 'blocked', 'skip', undefined],
  ['ews/inbox', 'opened', 'pass', undefined],
  // Of a run from a newer Postern.
  ['ews/of-tomorrow', 'odd', 'fail', 'you'],
  ['ews/inbox', 'of-tomorrow', 'fail', 'you'],
  ['constructor', 'name', 'fail', 'you'],
  ['ews/inbox', 'constructor', 'fail', 'you'],
] as const)('%s, %s (%s), is for %s', (check, outcome, verdict, team) => {
  expect(teamOf({ check, outcome, verdict })).toBe(team)
})
