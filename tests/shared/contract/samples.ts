import type { Handlers } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'

export const sampleRunId = 'run-20260101-0001'

export const sampleOrganisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'anna@contoso.test',
  account: { username: 'CONTOSO\\anna' },
}

export const sampleHeader: Run['run'] = {
  id: sampleRunId,
  format: 1,
  postern: '0.1.0',
  organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'anna@contoso.test' },
  vantage: 'inside',
  profile: 'vendor',
  startedAt: '2026-01-01T00:00:00.000Z',
}

export const sampleRun: Run = { run: sampleHeader, verdict: 'ready', findings: [], artifacts: {} }

/** An event that carries its own number, so that a test can tell which ones arrived. */
export function numberedEvent(number: number): RunEvent {
  return { type: 'gathered', artifact: 'dnsAnswers', state: 'gathered', milliseconds: number }
}

/** A feed of `count` numbered events that ends after the last. */
export async function* numberedFeed(count: number, after: number) {
  for (let seq = after + 1; seq < count; seq += 1) yield { seq, value: numberedEvent(seq) }
}

/** Handlers that answer everything with a sample; `calls` and `feeds` replace some of them. */
export function sampleHandlers(
  replaced: { calls?: Partial<Handlers['calls']>; feeds?: Partial<Handlers['feeds']> } = {},
): Handlers {
  return {
    calls: {
      'app.about': async () => ({ version: '0.1.0', host: 'loopback', passwords: 'memory' }),
      'organisation.read': async () => ({ organisation: sampleOrganisation, secret: null }),
      'organisation.save': async ({ organisation }) => ({ organisation }),
      'secret.put': async ({ username }) => ({ reference: 'secret-1', username }),
      'secret.forget': async () => ({}),
      'sign-in.standing': async () => ({ state: 'clear' }),
      'run.start': async () => ({ runId: sampleRunId }),
      'run.traces': async () => ({ traces: [] }),
      'run.cancel': async () => ({}),
      'run.read': async ({ runId }) => {
        if (runId !== sampleRunId) throw new ContractError('no-such-run')
        return sampleRun
      },
      'run.list': async () => ({ runs: [sampleHeader], active: null }),
      ...replaced.calls,
    },
    feeds: { 'run.events': (_argument, after) => numberedFeed(5, after), ...replaced.feeds },
  }
}
