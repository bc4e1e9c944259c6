import type { ListFileReading } from '../../shared/firewall/read-list-file.ts'
import type { SourceList } from '../../shared/firewall/source-list.ts'

/** A list that was read and is not kept yet. */
export type HeldOffer = {
  id: string
  organisationId: string
  sourceId: string
  reading: ListFileReading
  hash: string
  readAt: string
  readBy: string | null
  origin: SourceList['origin']
  /** The watch's is what `drift` tells of; there is one for each source at most. */
  by: 'hand' | 'watch'
}

/** So many are held that somebody asked for; one that is older goes. */
const MOST_BY_HAND = 8
const MOST_BY_WATCH = 200
const LASTS_MILLISECONDS = 60 * 60_000

/** Lists that were read and not kept yet, in memory: few, and those by hand for an hour. */
export type ListOffers = {
  hold(offer: Omit<HeldOffer, 'id'>): HeldOffer
  find(organisationId: string, id: string): HeldOffer | undefined
  /** What the watch read of a source, and nobody has taken or dismissed. */
  driftOf(sourceId: string): HeldOffer | undefined
  /** Lets go of one; a list of the watch that somebody dismissed is not told again. */
  drop(id: string): void
  /** Lets go of what the watch read, which is a change no more. */
  dropDrift(sourceId: string): void
  dropOf(sourceId: string): void
  isDismissed(sourceId: string, hash: string): boolean
  letGo(): void
}

export function createListOffers({ newId, now }: { newId: () => string; now: () => Date }): ListOffers {
  const held = new Map<string, HeldOffer>()
  const dismissed = new Map<string, string>()

  function forgetOld(): void {
    for (const { id, by, readAt } of held.values())
      if (by === 'hand' && now().getTime() - Date.parse(readAt) > LASTS_MILLISECONDS) held.delete(id)
  }

  function makeRoom(by: HeldOffer['by'], most: number): void {
    const own = [...held.values()].filter((offer) => offer.by === by)
    for (const { id } of own.slice(0, Math.max(0, own.length + 1 - most))) held.delete(id)
  }

  const driftOf = (sourceId: string) =>
    [...held.values()].find((offer) => offer.by === 'watch' && offer.sourceId === sourceId)

  return {
    hold(offer) {
      forgetOld()
      const before = offer.by === 'watch' ? driftOf(offer.sourceId) : undefined
      if (before) held.delete(before.id)
      makeRoom(offer.by, offer.by === 'watch' ? MOST_BY_WATCH : MOST_BY_HAND)
      const whole = { ...offer, id: newId() }
      held.set(whole.id, whole)
      return whole
    },
    find(organisationId, id) {
      forgetOld()
      const offer = held.get(id)
      return offer?.organisationId === organisationId ? offer : undefined
    },
    driftOf,
    drop(id) {
      const offer = held.get(id)
      if (offer?.by === 'watch') dismissed.set(offer.sourceId, offer.hash)
      held.delete(id)
    },
    dropDrift(sourceId) {
      const drift = driftOf(sourceId)
      if (drift) held.delete(drift.id)
      dismissed.delete(sourceId)
    },
    dropOf(sourceId) {
      for (const { id, sourceId: of } of held.values()) if (of === sourceId) held.delete(id)
      dismissed.delete(sourceId)
    },
    isDismissed: (sourceId, hash) => dismissed.get(sourceId) === hash,
    letGo() {
      held.clear()
      dismissed.clear()
    },
  }
}
