import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { LayerName, LayerState } from '../../../../shared/ews/layer.ts'
import { layerClaims } from '../../../../shared/ews/layer-claims.ts'
import { ewsLayers } from '../../../../shared/ews/layers.ts'
import { hurriedClock } from '../../../lab/hurried-clock.ts'
import { runAgainst } from './lab-run.ts'

const clock = hurriedClock()
let lab: Lab
beforeAll(async () => {
  lab = await startLab(clock)
})
afterAll(() => lab.close())
beforeEach(() => lab.unlockAll())

type Row = [fault: FaultId | 'nothing', layers: Partial<Record<LayerName, LayerState>>]

// What a run sees of each layer when something is wrong with it; the layers that are not named are open.
it.each<Row>([
  ['nothing', {}],
  [
    'ews-not-found',
    {
      proxy: 'doubtful',
      'virtual-directory': 'doubtful',
      'extended-protection': 'not-reached',
      organisation: 'not-reached',
      mailbox: 'not-reached',
      throttling: 'not-reached',
    },
  ],
  ['ews-disabled-organisation', { organisation: 'doubtful', mailbox: 'doubtful', throttling: 'not-reached' }],
  ['ews-disabled-mailbox', { organisation: 'doubtful', mailbox: 'doubtful', throttling: 'not-reached' }],
  ['ews-user-agent-refused', { organisation: 'doubtful', mailbox: 'doubtful' }],
  ['ews-impersonation-denied', { mailbox: 'shut', throttling: 'not-reached' }],
  ['ews-shared-mailbox-without-rights', { mailbox: 'shut', throttling: 'not-reached' }],
  [
    'ews-proxy-forbids',
    {
      proxy: 'shut',
      'virtual-directory': 'not-reached',
      'extended-protection': 'not-reached',
      organisation: 'not-reached',
      mailbox: 'not-reached',
      throttling: 'not-reached',
    },
  ],
  [
    'proxy-signs-in-by-form',
    {
      proxy: 'shut',
      'virtual-directory': 'not-reached',
      'extended-protection': 'not-reached',
      organisation: 'not-reached',
      mailbox: 'not-reached',
      throttling: 'not-reached',
    },
  ],
  [
    'ews-app-pool-stopped',
    {
      proxy: 'not-known',
      'virtual-directory': 'shut',
      'extended-protection': 'not-reached',
      organisation: 'not-reached',
      mailbox: 'not-reached',
      throttling: 'not-reached',
    },
  ],
  ['extended-protection-required-without-basic', { 'extended-protection': 'shut' }],
  ['ews-allow-list-of-mailbox', { organisation: 'doubtful', mailbox: 'doubtful' }],
  ['server-overloaded', {}],
  [
    'ews-throttled-retry-after',
    { 'extended-protection': 'not-known', organisation: 'not-known', mailbox: 'not-known', throttling: 'shut' },
  ],
  ['ews-subscription-limit', { throttling: 'doubtful' }],
  ['extended-protection-required', { 'extended-protection': 'doubtful' }],
])('%s', async (fault, expected) => {
  await lab.setFaults(fault === 'nothing' ? [] : [fault])
  const { wait: sleep, monotonic } = clock
  const { run } = await runAgainst(lab, { sleep, monotonic, only: Object.keys(layerClaims) })
  const { mailbox, impersonation = false } = lab.organisation
  const layers = ewsLayers({
    findings: run.findings,
    artifacts: run.artifacts,
    subject: { userAgent: 'python-EAS-Client 1.0', impersonates: impersonation, mailboxes: [mailbox] },
  })
  const others = layers.filter(({ probed }) => probed.state !== 'open')
  expect(Object.fromEntries(others.map(({ name, probed }) => [name, probed.state]))).toEqual(expected)
  for (const { probed } of layers) expect(probed.sentence).not.toMatch(/\{|undefined/)
})
