import type { ListFileReading } from '../../shared/firewall/read-list-file.ts'
import type { FirewallSource, SourceList } from '../../shared/firewall/source-list.ts'
import { counted, t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { askForList } from '../engine/sources/ask-list.ts'
import { type AskedRoad, listRequest } from '../engine/sources/list-request.ts'
import type { FirewallStore } from '../engine/store/firewall-store.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import { hashOfEntries } from './firewall-told-list.ts'
import type { HeldOffer, ListOffers } from './list-offers.ts'
import type { SourceSecrets } from './source-secrets.ts'

/** What came of asking the address of a source: a list, which is held where somebody wants it, or why there is none. */
export type Looked =
  | { outcome: 'same' | 'changed'; hash: string; hold(): HeldOffer }
  | { outcome: 'failed'; sentence: string; waitMilliseconds: number | undefined }
  /** It was stopped, or the source was taken away or changed meanwhile. */
  | { outcome: 'stopped' }

type Of = { id: string; organisation: Organisation }

/** Reads lists, by an address or out of a text, and holds what was read until somebody keeps it. */
export type ListLooks = {
  ask(of: Of, source: FirewallSource, by: HeldOffer['by'], signal: AbortSignal): Promise<Looked>
  hold(
    of: Pick<Of, 'id'>,
    source: FirewallSource,
    reading: ListFileReading,
    from: { origin: SourceList['origin']; by: HeldOffer['by'] },
  ): HeldOffer
}

export function createListLooks(parts: {
  store: FirewallStore
  secrets: SourceSecrets
  offers: ListOffers
  proxy: () => ProxyFor | undefined
  user: () => string | null
  now: () => Date
  monotonic: () => number
  random: (length: number) => Buffer
}): ListLooks {
  const { store, secrets, offers, proxy, user, now, monotonic, random } = parts

  const hold: ListLooks['hold'] = ({ id }, source, reading, { origin, by }) =>
    offers.hold({
      ...{ organisationId: id, sourceId: source.id, reading, origin, by },
      ...{ hash: hashOfEntries(reading.entries), readAt: now().toISOString() },
      // What the watch reads, nobody had read.
      readBy: by === 'watch' ? null : user()?.trim().slice(0, 200) || null,
    })

  return {
    hold,
    async ask(of, source, by, signal) {
      const road = source.road as AskedRoad
      const secret = await secrets.read(of, source)
      const read = await askForList(road, secret ?? null, {
        ...{ signal, organisation: of.organisation, proxyFor: proxy(), now, monotonic, random },
      })
      const kept = store.sources.read(of.id, source.id)
      // An answer of an address that is no longer that of the source is none of its lists.
      if (!kept || JSON.stringify(kept.source.road) !== JSON.stringify(road)) return { outcome: 'stopped' }
      if ('sentence' in read) {
        if (read.refused === 'cancelled') return { outcome: 'stopped' }
        return fail(of.id, source.id, read.sentence, read.waitMilliseconds)
      }
      // Somebody has to see by hand which; what the watch cannot read whole is no change of the list.
      if (by === 'watch' && read.refused.length > 0) {
        const count = counted(read.refused.length, 'entry', 'entries')
        const sentence = t`The list was read, but ${count} of it are not taken. Read it by hand to see which, and why.`
        return fail(of.id, source.id, sentence, undefined)
      }
      const { url, path } = listRequest(road, null)
      const place = `${url.origin}${path.split('?', 1)[0]}`
      const [newest] = store.lists.versions(of.id, source.id)
      const hash = hashOfEntries(read.entries)
      const outcome = newest?.hash === hash ? 'same' : 'changed'
      // The vendor has gone back to what is kept.
      if (outcome === 'same') offers.dropDrift(source.id)
      store.sources.look(of.id, source.id, { at: now().toISOString(), outcome, sentence: null })
      const origin = { road: road.kind, place: place.slice(0, 2_000) }
      return { outcome, hash, hold: () => hold(of, source, read, { origin, by }) }
    },
  }

  function fail(
    organisationId: string,
    sourceId: string,
    sentence: string,
    waitMilliseconds: number | undefined,
  ): Looked {
    store.sources.look(organisationId, sourceId, { at: now().toISOString(), outcome: 'failed', sentence })
    return { outcome: 'failed', sentence, waitMilliseconds }
  }
}
