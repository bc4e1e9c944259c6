import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunLimits } from '../../../../electron/engine/gather/gatherer.ts'
import { activeSyncFaults } from '../../../../lab/faults/active-sync.ts'
import { autodiscoverFaults } from '../../../../lab/faults/autodiscover.ts'
import { dnsFaults } from '../../../../lab/faults/dns.ts'
import { ewsFaults } from '../../../../lab/faults/ews.ts'
import type { Endless } from '../../../../lab/faults/fault.ts'
import { hostileFaults } from '../../../../lab/faults/hostile.ts'
import { networkFaults } from '../../../../lab/faults/network.ts'
import { nodeFaults } from '../../../../lab/faults/nodes.ts'
import { signInFaults } from '../../../../lab/faults/sign-in.ts'
import { tlsFaults } from '../../../../lab/faults/tls.ts'
import { type Fault, faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { type HurriedClock, hurriedClock } from '../../../lab/hurried-clock.ts'
import { healthyFindings, runAgainst } from './lab-run.ts'

/**
 * The faults by area. Each area has a file of tests, `run-readiness-faults-<area>.test.ts`, so that they run side by
 * side.
 */
export const faultsOf = {
  dns: inTable(dnsFaults),
  network: inTable(networkFaults),
  nodes: inTable(nodeFaults),
  tls: inTable(tlsFaults),
  'sign-in': inTable(signInFaults),
  autodiscover: inTable(autodiscoverFaults),
  ews: inTable(ewsFaults),
  'active-sync': inTable(activeSyncFaults),
  hostile: inTable(hostileFaults),
}

function inTable(table: object): Fault[] {
  return faults.filter(({ id }) => Object.hasOwn(table, id))
}

/**
 * So that nobody waits long for what never comes: only the part of a conversation that a fault leaves unanswered is cut
 * short. Where others answer beside it, they have time enough on a busy machine; a question to a resolver is repeated.
 */
const patience: Record<Endless, Partial<RunLimits>> = {
  name: { dns: { tryMilliseconds: 500, tries: 3 } },
  connecting: { connectMilliseconds: 500 },
  handshake: { handshakeMilliseconds: 2_000 },
  answer: { answerMilliseconds: 2_000 },
}

/** A test for each fault of the area, in a lab of its own: it leads to the finding that it names, and to no other. */
export function describeFaults(area: keyof typeof faultsOf): void {
  const clock = hurriedClock()
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab(clock)
  })
  afterAll(() => lab.close())
  beforeEach(async () => {
    lab.unlockAll()
    await lab.setFaults([])
  })

  describe('a fault of the lab leads to its finding', () => {
    it.each(faultsOf[area])('$id', async (fault) => {
      await lab.setFaults([fault.id])
      await expectFinding(lab, fault, clock)
    })
  })
}

async function expectFinding(lab: Lab, fault: Fault, { wait: sleep, monotonic }: HurriedClock): Promise<void> {
  const { expected, also = [], mayLeadTo = [], endless } = fault
  const { run, outcomes } = await runAgainst(lab, { monotonic, sleep, ...(endless && { limits: patience[endless] }) })
  expect(outcomes[expected.check]).toBe(expected.outcome)
  // And to no other: what is not named here passes, or is skipped for an earlier failure that is named.
  const allowed = new Set([expected, ...also, ...mayLeadTo].map((finding) => `${finding.check} ${finding.outcome}`))
  for (const [check, outcome] of healthyFindings) allowed.add(`${check} ${outcome}`)
  const others = run.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const surplus = others.map(({ check, outcome }) => `${check} ${outcome}`).filter((each) => !allowed.has(each))
  expect(surplus).toEqual([])
  for (const { check, outcome } of also) expect(outcomes[check], check).toBe(outcome)
  expect(lab.badSignIns('alice').total).toBeLessThanOrEqual(1)
  const finding = run.findings.find(({ check }) => check === expected.check)
  if (finding?.verdict === 'fail') expect(run.verdict).toBe('not-ready')
  else expect(run.verdict).not.toBe('bug')
}
