import { ContractError } from '../../shared/contract/error-code.ts'
import { flowEvidence } from '../../shared/firewall/flow-evidence.ts'
import { isOfWebhooks } from '../../shared/firewall/list-warnings.ts'
import { RuleSet, type SenderGroup } from '../../shared/firewall/rule-set.ts'
import type { FirewallSource } from '../../shared/firewall/source-list.ts'
import type { FirewallDraft, SheetQuery } from '../../shared/firewall/told-firewall.ts'
import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Run } from '../../shared/run/run.ts'
import type { KeptVersion } from '../engine/store/firewall-lists.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'

type Of = { id: string; organisation: Pick<Organisation, 'name'> }

/** What somebody begins with: the organisation's name, and a form of which nothing is filled in. */
export function draftOf({ id, organisation }: Of, store: FirewallStore): FirewallDraft {
  return (
    store.draft.read(id) ?? {
      title: t`Mail access for ${organisation.name}`.slice(0, 200),
      ...{ hosts: [], services: [], rules: [] },
      request: {
        ...{ requester: '', department: '', contact: '', project: '', changeNumber: '', change: 'new', kind: 'normal' },
        ...{ wanted: null, expiry: null, owner: '', approver: '', implementer: '', firewall: '', justification: '' },
      },
    }
  )
}

type RuleSetContext = {
  store: FirewallStore
  now: Date
  delta?: SheetQuery['delta']
  /** What they saw of the ways goes into the sheet. */
  runs?: readonly Run[]
}

/**
 * The rules of a draft with the newest list of each source as their senders. A source of which nothing is kept, and one that was taken
 * away and is still named, is a group without an entry, so that the rules can be shown and say so. `delta`: what its sheet had before.
 */
export function ruleSetOf(
  { id, draft }: { id: string; draft: FirewallDraft },
  { store, now, delta = null, runs = [] }: RuleSetContext,
): RuleSet {
  const webhooks = store.lists.webhookHashes(id)
  const groups = store.sources.list(id).map(({ source }) => groupOf(id, source, { store, delta, webhooks }))
  const known = new Set(groups.map((group) => group.id))
  const missing = new Set(draft.rules.flatMap(({ sources }) => sources).filter((source) => !known.has(source)))
  // What is set of the platforms goes to their sheets alone, and is no part of the rules.
  const { request, options: _, ...rules } = draft
  return {
    ...{ format: 'postern-rules', version: 1, madeAt: now.toISOString(), ...rules, request },
    groups: [...groups, ...[...missing].map(emptyGroup)],
    evidence: flowEvidence(runs, draft),
  }
}

/** Refuses a draft whose rules speak of what is not in it, or that has an id twice. */
export function refuseBrokenDraft(id: string, draft: FirewallDraft, store: FirewallStore, now: Date): void {
  const parsed = RuleSet.safeParse(ruleSetOf({ id, draft }, { store, now }))
  if (parsed.success) return
  const [issue] = parsed.error.issues
  throw new ContractError('bad-argument', `${issue?.path.join('.')}: ${issue?.message}`)
}

function groupOf(
  id: string,
  source: FirewallSource,
  of: { store: FirewallStore; delta: SheetQuery['delta']; webhooks: readonly string[] },
): SenderGroup {
  const { store, delta, webhooks } = of
  const { group, provider, region } = source
  const versions = store.lists.versions(id, source.id)
  const [newest] = versions
  const entries = newest && store.lists.entries(id, source.id, newest.number)
  return {
    ...{ id: group, provider, region, entries: entries ?? [] },
    list: newest ? listOf(newest, webhooks) : null,
    before: beforeOf(id, source, store, versionBefore(source, versions, delta)),
  }
}

function listOf(newest: KeptVersion, webhooks: readonly string[]): SenderGroup['list'] {
  const { hash, readAt, updatedAt, origin } = newest
  return { hash, readAt, updatedAt, wrong: isOfWebhooks({ ...newest, place: origin.place }, webhooks) }
}

/**
 * With which version the newest is compared: the one that is asked for; of the other sources their newest, since nothing of them
 * is to be changed; and without a question the one before, so that a sheet for people shows what changed last.
 */
function versionBefore(
  source: FirewallSource,
  versions: readonly { number: number }[],
  delta: SheetQuery['delta'],
): number | undefined {
  if (delta === null) return versions[1]?.number
  return delta.sourceId === source.id ? delta.from : versions[0]?.number
}

function beforeOf(
  id: string,
  source: FirewallSource,
  store: FirewallStore,
  from: number | undefined,
): SenderGroup['before'] {
  if (from === undefined) return null
  const version = store.lists.versions(id, source.id).find(({ number }) => number === from)
  const entries = version && store.lists.entries(id, source.id, from)
  if (!version || !entries) throw new ContractError('no-such-version')
  return { readAt: version.readAt, entries }
}

function emptyGroup(id: string): SenderGroup {
  return { id, provider: id, region: null, entries: [], list: null, before: null }
}
