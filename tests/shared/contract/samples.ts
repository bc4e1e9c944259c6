import type { CallResult, Handlers } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { JudgedList } from '../../../shared/ews/judged-list.ts'
import type { KeptConfiguration, ReadingSummary } from '../../../shared/management/kept-configuration.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { KeptRun } from '../../../shared/run/kept-run.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'

export const sampleRunId = 'run-20260101-0001'
export const sampleOrganisationId = 'org-0123456789ab'

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

/** That run as Postern keeps it. */
export const sampleKeptRun: KeptRun = {
  ...sampleRun,
  ...{ state: 'ended', origin: 'window', organisationId: sampleOrganisationId, gatherers: [], checks: [] },
}

const sampleSummary: RunSummary = {
  header: sampleHeader,
  ...{ state: 'ended', verdict: 'ready', origin: 'window', organisationId: sampleOrganisationId },
  counts: { pass: 0, warn: 0, fail: 0, skip: 0, unknown: 0, bug: 0 },
}

/** An event that carries its own number, so that a test can tell which ones arrived. */
export function numberedEvent(number: number): RunEvent {
  return { type: 'gathered', artifact: 'dnsAnswers', state: 'gathered', milliseconds: number }
}

/** A feed of `count` numbered events that ends after the last. */
export async function* numberedFeed(count: number, after: number) {
  for (let seq = after + 1; seq < count; seq += 1) yield { seq, value: numberedEvent(seq) }
}

export const sampleAbout: CallResult<'app.about'> = {
  ...{ version: '0.1.0', host: 'loopback', passwords: 'memory', directory: null, notice: null },
}

const sampleReading: ReadingSummary = {
  source: { road: 'file', name: 'all.json', readAt: '2026-01-01T00:00:00.000Z', collectedAt: null, computer: null },
  ...{ format: 'JSON', parts: [], refused: [], problems: [], problemCount: 0 },
}

const sampleConfiguration: KeptConfiguration = {
  ...{ parts: [], refused: [], unreadable: [], configuration: {}, shortened: [], leftOut: [] },
}

const sampleList: JudgedList = { listId: 'list-1', total: 0, groups: [], notes: [], problems: [], problemCount: 0 }

const sampleOverview: CallResult<'quarantine.overview'> = {
  ...{ reading: 'reading-1', now: 0, devices: null, reported: [], predicted: [], differs: 0 },
  integration: { count: 0, reported: [], pattern: { userAgent: 'python-EAS-Client 1.0' }, changed: false },
  ...{ defaultLevel: null, rules: null, parts: [], leftOut: [], notRead: [], unreadable: [], cut: [], refused: [] },
  ...{ mdmSigns: [], leftovers: [], tray: 0, settled: 0 },
}

const sampleOffer: CallResult<'firewall.read-offer'> = {
  ...{ offerId: 'offer-1', sourceId: 'source-0123456789abcdef', four: 0, six: 0, names: 0, updatedAt: null },
  origin: { road: 'file', place: 'list.txt' },
  ...{ refused: [], refusedCount: 0, wide: [], repeated: 0, diff: null, same: false, warnings: [] },
}

const sampleFirewall: CallResult<'firewall.overview'> = {
  ...{ sources: [], findings: [], evidence: [], formats: [], ask: { subject: '', text: '' } },
  draftVersion: null,
  draft: {
    ...{ title: 'Contoso', hosts: [], services: [], rules: [] },
    request: {
      ...{ requester: '', department: '', contact: '', project: '', changeNumber: '', change: 'new', kind: 'normal' },
      ...{ wanted: null, expiry: null, owner: '', approver: '', implementer: '', firewall: '', justification: '' },
    },
  },
}

const notWindows = { outcome: 'refused' as const, code: 'not-windows' as const, sentence: 'Not from here.' }

/** Handlers that answer everything with a sample; `calls` and `feeds` replace some of them. */
export function sampleHandlers(
  replaced: { calls?: Partial<Handlers['calls']>; feeds?: Partial<Handlers['feeds']> } = {},
): Handlers {
  return {
    calls: {
      'app.about': async () => sampleAbout,
      'organisation.read': async () => ({ organisation: sampleOrganisation, id: sampleOrganisationId, secret: null }),
      'organisation.list': async () => ({ organisations: [], open: null }),
      'organisation.open': async () => ({}),
      'organisation.close': async () => ({}),
      'organisation.save': async ({ organisation }) => ({ organisation, id: sampleOrganisationId }),
      'organisation.remove': async () => ({}),
      'organisation.restore': async () => ({}),
      'secret.put': async ({ username }) => ({ reference: 'secret-1', username }),
      'secret.forget': async () => ({}),
      'sign-in.standing': async () => ({ state: 'clear' }),
      'run.start': async () => ({ runId: sampleRunId }),
      'run.traces': async () => ({ traces: [] }),
      'run.cancel': async () => ({}),
      'run.read': async ({ runId }) => {
        if (runId !== sampleRunId) throw new ContractError('no-such-run')
        return sampleKeptRun
      },
      'run.list': async () => ({ runs: [sampleSummary], active: null }),
      'run.remove': async () => ({}),
      'run.restore': async () => ({}),
      'run.import': async ({ run }) => ({ runId: run.run.id, known: false }),
      'run.judge': async () => sampleRun,
      'finding.list': async () => ({ rows: [], next: null }),
      'window.savePdf': async () => ({ outcome: 'unavailable' }),
      'settings.read': async () => defaultSettings,
      'settings.save': async ({ settings }) => settings,
      'watch.read': async () => ({ watches: [], metrics: { on: false, address: null, problem: null } }),
      'watch.save': async () => ({}),
      'import.begin': async () => ({ importId: 'import-1' }),
      'import.append': async () => ({ wanted: true }),
      'import.abort': async () => ({}),
      'configuration.import': async () => ({ outcome: 'kept', summary: sampleReading, changes: [] }),
      'configuration.take-rest': async () => ({ outcome: 'kept', summary: sampleReading, changes: [] }),
      'configuration.read': async () => sampleConfiguration,
      'configuration.forget': async () => ({}),
      'ews.mailboxes': async () => ({ outcome: 'judged', list: sampleList }),
      'ews.mailbox-rows': async () => ({ rows: [], next: null }),
      'ews.mailboxes-script': async () => ({ outcome: 'not-needed', sentence: 'Nothing is to be changed.' }),
      'quarantine.overview': async () => sampleOverview,
      'quarantine.rows': async () => ({ reading: 'reading-1', total: 0, rows: [] }),
      'quarantine.groups': async () => ({ reading: 'reading-1', total: 0, groups: [] }),
      'quarantine.csv': async () => ({ reading: 'reading-1', text: '', rows: 0, total: 0, next: null }),
      'quarantine.device': async () => {
        throw new ContractError('no-such-device')
      },
      'quarantine.leftovers': async () => ({ reading: 'reading-1', total: 0, leftovers: [] }),
      'quarantine.narrowest-rule': async () => ({ outcome: 'none', why: 'no-device', sentence: 'No device was read.' }),
      'quarantine.what-if': async () => ({ outcome: 'not-needed', sentence: 'Nothing is to be changed.' }),
      'quarantine.decide': async () => ({ outcome: 'decided', added: 0, already: 0 }),
      'quarantine.withdraw': async () => ({ withdrawn: 0 }),
      'quarantine.decisions': async () => ({
        tray: 'tray-1',
        total: 0,
        outcomes: [],
        unreadable: 0,
        standing: 0,
        decidedLast: null,
        probes: [],
        decisions: [],
        default: null,
      }),
      'quarantine.script': async () => ({ outcome: 'not-needed', sentence: 'Nothing is to be changed.' }),
      'quarantine.live-plan': async () => notWindows,
      'quarantine.live-start': async () => notWindows,
      'quarantine.live-stop': async () => ({}),
      'quarantine.live-last': async () => ({ run: null }),
      'quarantine.trail': async () => ({ lines: [], next: null }),
      'quarantine.note': async () => ({ refused: null }),
      'quarantine.readings': async () => ({ readings: [] }),
      'quarantine.withdraw-reading': async () => ({ forgotten: [] }),
      'quarantine.views': async () => ({ views: [] }),
      'quarantine.save-view': async () => ({}),
      'quarantine.remove-view': async () => ({}),
      'quarantine.pattern': async () => ({}),
      'firewall.overview': async () => sampleFirewall,
      'firewall.save-source': async () => ({ sourceId: sampleOffer.sourceId }),
      'firewall.remove-source': async () => ({}),
      'firewall.put-secret': async () => ({}),
      'firewall.forget-secret': async () => ({}),
      'firewall.fetch': async () => sampleOffer,
      'firewall.offer-text': async () => sampleOffer,
      'firewall.read-offer': async () => sampleOffer,
      'firewall.keep-offer': async () => ({ number: 1 }),
      'firewall.drop-offer': async () => ({}),
      'firewall.entries': async () => ({ entries: [], next: null, confirmed: [] }),
      'firewall.diff': async () => ({
        ...{ added: [], addedCount: 0, removed: [], removedCount: 0, unchangedCount: 0 },
        addresses: { added: [], removed: [] },
      }),
      'firewall.save-draft': async () => ({ draftVersion: null }),
      'firewall.seen': async () => ({ runAt: null, hosts: [] }),
      'firewall.preview': async () => ({ apply: '', rollback: '', binary: false, leftOut: [], notes: [] }),
      'firewall.export': async () => ({ name: 'rules.csv', mime: 'text/csv', base64: '' }),
      'firewall.test-flow': async () => ({
        ...{ outcome: 'not-matched', rule: null, asleep: null, entry: null, sentence: 'No rule matches.' },
      }),
      'management.describe': async () => ({ offered: false, sentence: 'Not from here.' }),
      'data.deleteAll': async () => ({}),
      ...replaced.calls,
    },
    feeds: {
      'run.events': (_argument, after) => numberedFeed(5, after),
      'organisation.discover': async function* () {},
      'management.live': async function* () {},
      'quarantine.live-events': async function* () {},
      'app.events': async function* () {},
      ...replaced.feeds,
    },
  }
}
