import { createHash } from 'node:crypto'
import { diffLists } from '../../shared/firewall/list-diff.ts'
import { countsOf } from '../../shared/firewall/list-entry.ts'
import { listWarnings, type WarnedList, wideTogether } from '../../shared/firewall/list-warnings.ts'
import type { FirewallSource } from '../../shared/firewall/source-list.ts'
import {
  type ListOffer,
  type ListWarning,
  mostToldEntries,
  type ToldDiff,
} from '../../shared/firewall/told-firewall.ts'
import type { KeptVersion } from '../engine/store/firewall-lists.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { HeldOffer } from './list-offers.ts'

const MOST_REFUSED = 500

/** The SHA-256 of a list's lines, each with its end: that of a file with an entry a line. */
export function hashOfEntries(entries: readonly string[]): string {
  return createHash('sha256')
    .update(entries.map((entry) => `${entry}\n`).join(''))
    .digest('hex')
}

/** How two lists differ, as far as a window is told. */
export function toldDiff(before: readonly string[], after: readonly string[]): ToldDiff {
  const { added, removed, unchanged, addresses } = diffLists(before, after)
  return {
    ...{ added: first(added), addedCount: added.length, removed: first(removed), removedCount: removed.length },
    unchangedCount: unchanged.length,
    addresses: { added: first(addresses.added), removed: first(addresses.removed) },
  }
}

/** An offer with all that is to be known before it is kept. */
export function toldOffer(offer: HeldOffer, source: FirewallSource, store: FirewallStore, now: Date): ListOffer {
  const { id: offerId, organisationId, sourceId, reading, hash } = offer
  const versions = store.lists.versions(organisationId, sourceId)
  const [newest] = versions
  const before = newest && store.lists.entries(organisationId, sourceId, newest.number)
  return {
    ...{ offerId, sourceId, ...countsOf(reading.entries) },
    ...{ origin: offer.origin, updatedAt: reading.updatedAt },
    refused: reading.refused
      .slice(0, MOST_REFUSED)
      .map(({ at, text, refused: code, sentence }) => ({ at, text, code, sentence })),
    ...{ refusedCount: reading.refused.length, wide: [...reading.wide], repeated: reading.repeated },
    diff: before ? toldDiff(before, reading.entries) : null,
    same: newest?.hash === hash,
    warnings: [
      ...wideTogether(reading.entries),
      ...warningsOf(
        {
          ...{ entries: reading.entries, hash, updatedAt: reading.updatedAt, readAt: offer.readAt },
          ...{ ofWebhooks: reading.ofWebhooks, place: offer.origin.place },
        },
        { organisationId, source, versions, webhooks: store.lists.webhookHashes(organisationId), store, now },
      ),
    ],
  }
}

/** The warnings about the newest version of a source; none where nothing is kept of it. `webhooks`: asked once for all sources. */
export function warningsOfNewest(
  organisationId: string,
  source: FirewallSource,
  versions: readonly KeptVersion[],
  { webhooks, store, now }: { webhooks: readonly string[]; store: FirewallStore; now: Date },
): ListWarning[] {
  const [newest, ...earlier] = versions
  const entries = newest && store.lists.entries(organisationId, source.id, newest.number)
  if (!newest || !entries) return []
  const list = { ...newest, entries, place: newest.origin.place }
  return warningsOf(list, { organisationId, source, versions: earlier, webhooks, store, now })
}

function warningsOf(
  list: WarnedList,
  of: {
    organisationId: string
    source: FirewallSource
    /** Those before it, newest first. */
    versions: readonly KeptVersion[]
    webhooks: readonly string[]
    store: FirewallStore
    now: Date
  },
): ListWarning[] {
  const { organisationId, source, versions, store, now } = of
  const [before] = versions
  const had = before && store.lists.entries(organisationId, source.id, before.number)
  return listWarnings(list, {
    ...{ now, oldAfterDays: source.oldAfterDays },
    before: before && had ? { entries: had, hash: before.hash } : null,
    earlier: versions.slice(1).map(({ hash }) => hash),
    webhooks: of.webhooks,
  })
}

function first(entries: readonly string[]): string[] {
  return entries.slice(0, mostToldEntries)
}
