import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { isOfWebhooks } from '../../shared/firewall/list-warnings.ts'
import { readListFile } from '../../shared/firewall/read-list-file.ts'
import { mostVersions } from '../../shared/firewall/source-list.ts'
import { counted, t } from '../../shared/language/translate.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import { toldDiff, toldOffer } from './firewall-told-list.ts'
import type { ListLooks } from './list-looks.ts'
import type { HeldOffer, ListOffers } from './list-offers.ts'
import type { Organisations } from './organisations.ts'

type ListCalls = Pick<
  Handlers['calls'],
  | 'firewall.fetch'
  | 'firewall.offer-text'
  | 'firewall.read-offer'
  | 'firewall.keep-offer'
  | 'firewall.drop-offer'
  | 'firewall.entries'
  | 'firewall.diff'
>

/** The calls about lists: reading one, keeping it, and what is kept. */
export function firewallListHandlers(parts: {
  store: FirewallStore
  organisations: Organisations
  looks: ListLooks
  offers: ListOffers
  now: () => Date
  changed: () => void
}): ListCalls {
  const { store, organisations, looks, offers, now, changed } = parts

  function neededSource(sourceId: string) {
    const of = organisations.needed()
    const kept = store.sources.read(of.id, sourceId)
    if (!kept) throw new ContractError('no-such-source')
    return { of, source: kept.source }
  }

  function neededOffer(offerId: string): HeldOffer {
    const offer = offers.find(organisations.needed().id, offerId)
    if (!offer) throw new ContractError('no-such-offer')
    return offer
  }

  function neededEntries(sourceId: string, number: number): string[] {
    const { of } = neededSource(sourceId)
    const entries = store.lists.entries(of.id, sourceId, number)
    if (!entries) throw new ContractError('no-such-version')
    return entries
  }

  const told = (offer: HeldOffer) => toldOffer(offer, neededSource(offer.sourceId).source, store, now())

  return {
    async 'firewall.fetch'({ sourceId }, signal) {
      const { of, source } = neededSource(sourceId)
      if (!('address' in source.road))
        throw new ContractError('list-not-read', t`It comes from a file or is typed, and no address is asked for it.`)
      const looked = await looks.ask(of, source, 'hand', signal)
      changed()
      if (looked.outcome === 'stopped') throw new ContractError(signal.aborted ? 'cancelled' : 'no-such-source')
      if (looked.outcome === 'failed') throw new ContractError('list-not-read', looked.sentence)
      return told(looked.hold())
    },
    async 'firewall.offer-text'({ sourceId, text, name, pointer }) {
      const { of, source } = neededSource(sourceId)
      const reading = readListFile(text, { name, pointer: pointer || null })
      if ('unreadable' in reading) throw new ContractError('list-not-read', reading.sentence)
      const origin = { road: name === null ? ('typed' as const) : ('file' as const), place: name }
      return told(looks.hold(of, source, reading, { origin, by: 'hand' }))
    },
    'firewall.read-offer': async ({ offerId }) => told(neededOffer(offerId)),
    async 'firewall.keep-offer'({ offerId, confirmed, wrongList = false }) {
      const offer = neededOffer(offerId)
      const { of, source } = neededSource(offer.sourceId)
      refuseUnready(offer, confirmed)
      const { reading, hash, readAt, readBy, origin } = offer
      const { ofWebhooks } = reading
      const isWrong = isOfWebhooks({ ofWebhooks, place: origin.place, hash }, store.lists.webhookHashes(of.id))
      if (isWrong && !wrongList)
        throw new ContractError(
          'list-refused',
          t`It is the wrong list: these servers do not reach Exchange. It is kept once that is confirmed.`,
        )
      const added = store.lists.add(of.id, source.id, {
        ...{ provider: source.provider, region: source.region, entries: [...reading.entries], hash },
        ...{ updatedAt: reading.updatedAt, readAt, readBy, origin, confirmed: [...reading.wide] },
        // Still known as one where the list by which it was known is gone.
        ofWebhooks: isWrong,
      })
      if (added === 'gone') throw new ContractError('no-such-source')
      if (added === 'full')
        throw new ContractError('list-refused', t`There are ${mostVersions} versions of it, and more are not kept.`)
      store.sources.look(of.id, source.id, { at: readAt, outcome: 'same', sentence: null })
      offers.dropOf(source.id)
      changed()
      return { number: added === 'same' ? (store.lists.versions(of.id, source.id)[0]?.number ?? 1) : added.number }
    },
    async 'firewall.drop-offer'({ offerId }) {
      offers.drop(neededOffer(offerId).id)
      changed()
      return {}
    },
    async 'firewall.entries'({ sourceId, number, after, limit }) {
      const entries = neededEntries(sourceId, number)
      const versions = store.lists.versions(organisations.needed().id, sourceId)
      const next = after + limit
      return {
        entries: entries.slice(after, next),
        next: next < entries.length ? next : null,
        confirmed: versions.find((version) => version.number === number)?.confirmed ?? [],
      }
    },
    'firewall.diff': async ({ sourceId, from, to }) =>
      toldDiff(neededEntries(sourceId, from), neededEntries(sourceId, to)),
  }
}

/** Nothing is kept of a list of which something was refused, or that is wide without somebody's word. */
function refuseUnready({ reading }: HeldOffer, confirmed: readonly string[]): void {
  const { refused, wide, entries } = reading
  if (refused.length > 0)
    throw new ContractError(
      'list-refused',
      t`${counted(refused.length, 'entry is', 'entries are')} not taken. Mend the list where it comes from, and read it again.`,
    )
  if (entries.length === 0) throw new ContractError('list-refused', t`It has no entry.`)
  const open = wide.filter((entry) => !confirmed.includes(entry))
  if (open.length > 0)
    throw new ContractError(
      'list-refused',
      t`${counted(open.length, 'entry lets', 'entries let')} in so many that each has to be confirmed.`,
    )
}
