import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FaultId } from '../../../lab/faults.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { ewsLayers } from '../../../shared/ews/layers.ts'
import { subjectOf } from '../../../shared/ews/subject.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { remedyScripts } from '../../../shared/remedies/remedy-scripts.ts'
import { taken } from '../../electron/engine/management/read-text-file.ts'
import { organisationOf, runAgainst } from '../../electron/engine/run/lab-run.ts'
import { inAnyOrder } from '../../shared/remedies/carried-out.ts'
import { hurriedClock } from '../hurried-clock.ts'

// The whole way: what a run finds and the configuration says leads to the remedy, its script mends the lab, and its undo
// breaks it again. The lab reads scripts and shows its configuration by code that knows nothing of ours.

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

async function findings(): Promise<Finding[]> {
  const { wait: sleep, monotonic } = clock
  return (await runAgainst(lab, { monotonic, sleep })).run.findings
}

/** Without the partnership of the probe itself, which each run changes. */
function configuration(): Configuration {
  const { mobileDevices, mobileDeviceStatistics, ...others } = taken(lab.configuration()).configuration
  expect([mobileDevices, mobileDeviceStatistics]).not.toContain(undefined)
  return others
}

function outcomeOf(found: readonly Finding[], check: string): string | undefined {
  return found.find((finding) => finding.check === check)?.outcome
}

/** What the finding names, and what the layers of EWS do. */
function namedBy(found: readonly Finding[], check: string, subject: RemedySubject): (string | null | undefined)[] {
  const layers = ewsLayers({ findings: found, configuration: configuration(), subject })
  return [found.find((finding) => finding.check === check)?.remedy, ...layers.map(({ remedy }) => remedy)]
}

it.each<[RemedyId, FaultId, check: string, before: string, afterwards: string]>([
  ['ews-organisation-enabled', 'ews-disabled-organisation', 'ews/user-agent', 'everybody-refused', 'allowed'],
  ['ews-mailbox-enabled', 'ews-disabled-mailbox', 'ews/user-agent', 'everybody-refused', 'allowed'],
  ['ews-allow-list', 'ews-allow-list-without-vendor', 'ews/user-agent', 'everybody-refused', 'listed'],
  ['ews-block-list', 'ews-user-agent-refused', 'ews/user-agent', 'vendor-refused', 'allowed'],
  ['ews-urls', 'ews-external-url-empty', 'autodiscover/ews-address', 'external-missing', 'agrees'],
  ['ews-authentication', 'basic-only', 'sign-in/ews-schemes', 'basic-only', 'ntlm-offered'],
  [
    'ews-extended-protection',
    'extended-protection-required',
    'sign-in/extended-protection',
    'require-basic-works',
    'allow',
  ],
  ['ews-throttling-policy', 'ews-throttled-back-off', 'ews/throttling', 'told-to-wait', 'not-throttled'],
  ['ews-throttling-policy', 'ews-subscription-limit', 'ews/subscription', 'limit-reached', 'works'],
  ['ews-impersonation', 'ews-impersonation-denied', 'ews/impersonation', 'denied', 'granted'],
  ['ews-impersonation', 'ews-impersonation-out-of-scope', 'ews/impersonation', 'mailbox-denied', 'granted'],
])('%s mends %s', { timeout: 120_000 }, async (id, fault, check, before, afterwards) => {
  await lab.setFaults([fault])
  const subject = subjectOf(organisationOf(lab))
  const read = configuration()
  const found = await findings()
  expect(outcomeOf(found, check)).toBe(before)
  expect(namedBy(found, check, subject)).toContain(id)

  const plan = remedies[id].plan(read, subject)
  if (plan.kind !== 'plan') throw new Error(plan.sentence)
  const scripts = remedyScripts(remedies[id], plan, { organisation: 'Contoso', madeAt: '2026-11-29T03:00:00.000Z' })
  expect(await lab.apply(scripts.preview)).toMatchObject({ applied: true })
  expect(configuration()).toEqual(read)

  expect(await lab.apply(scripts.apply)).toMatchObject({ applied: true })
  expect(remedies[id].plan(configuration(), subject).kind).toBe('not-needed')
  expect(outcomeOf(await findings(), check)).toBe(afterwards)

  expect(await lab.apply(scripts.undo)).toMatchObject({ applied: true })
  expect(inAnyOrder(configuration())).toEqual(inAnyOrder(read))
  expect(outcomeOf(await findings(), check)).toBe(before)
})
