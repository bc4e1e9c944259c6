import { expect, it, onTestFinished } from 'vitest'
import type { Looked } from '../../../electron/api/list-looks.ts'
import { createListOffers } from '../../../electron/api/list-offers.ts'
import { createListWatch } from '../../../electron/api/list-watch.ts'
import type { KeptSource } from '../../../electron/engine/store/firewall-sources.ts'
import type { ListFileReading } from '../../../shared/firewall/read-list-file.ts'
import type { FirewallSource } from '../../../shared/firewall/source-list.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { sampleOrganisation, sampleOrganisationId } from '../../shared/contract/samples.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const sourceOf = (number: number, more: Partial<FirewallSource> = {}): FirewallSource => ({
  ...{ id: `source-${String(number).padStart(16, '0')}`, group: `V${number}`, provider: 'Vendor', region: null },
  road: { kind: 'vendor-api', address: 'https://api.vendor.example', clientId: 'a' },
  ...{ oldAfterDays: 30, checkEveryHours: 4 },
  ...more,
})

const reading: ListFileReading = {
  ...{ entries: ['34.64.0.1/32'], refused: [], wide: [], repeated: 0 },
  ...{ form: 'json', updatedAt: null, ofWebhooks: false },
}

type Answer = { outcome: 'same' | 'changed'; hash: string } | Extract<Looked, { outcome: 'failed' | 'stopped' }>

/** A watch over sources, each of which answers as the test says; a look takes no time unless it is held. */
function watchOver(sources: FirewallSource[], answer: (source: FirewallSource) => Answer | Promise<Answer>) {
  const clock = createHandClock('2026-11-29T12:00:00.000Z')
  const kept = new Map(sources.map((source): [string, KeptSource] => [source.id, { source, lastLook: null }]))
  const offers = createListOffers({ newId: () => `offer-${Math.random()}`, now: clock.now })
  const asked: { id: string; minute: number }[] = []
  const changes: string[] = []
  let signal: AbortSignal | undefined
  const began = clock.now().getTime()
  const watch = createListWatch({
    organisations: () => [{ id: sampleOrganisationId, organisation: sampleOrganisation }],
    sources: () => [...kept.values()],
    looks: {
      hold: () => {
        throw new Error('not asked here')
      },
      async ask(_of, source, by, given) {
        asked.push({ id: source.id, minute: Math.round((clock.now().getTime() - began) / MINUTE) })
        signal = given
        const said = await answer(source)
        const at = clock.now().toISOString()
        if (said.outcome === 'stopped') return said
        kept.set(source.id, { source, lastLook: { at, outcome: said.outcome, sentence: null } })
        if (said.outcome === 'failed') return said
        const origin = { road: 'vendor-api' as const, place: null }
        const about = { organisationId: sampleOrganisationId, sourceId: source.id, reading, hash: said.hash }
        return { ...said, hold: () => offers.hold({ ...about, readAt: at, readBy: null, origin, by }) }
      },
    },
    onChange: (_of, source, offer) => changes.push(`${source.group} ${offer.hash}`),
    ...{ offers, changed: () => undefined, now: clock.now, setTimer: clock.setTimer },
  })
  onTestFinished(() => watch.end())
  return { clock, watch, asked, changes, offers, kept, signal: () => signal }
}

const minutes = (asked: readonly { minute: number }[]) => asked.map(({ minute }) => minute)

it('asks for no list that nobody watches, nor for one that no address is known of', async () => {
  const sources = [sourceOf(1, { checkEveryHours: null }), sourceOf(2, { road: { kind: 'file' } })]
  const { clock, watch, asked } = watchOver(sources, () => ({ outcome: 'same', hash: 'a' }))
  watch.begin()
  await clock.forward(48 * HOUR)
  expect(asked).toEqual([])
})

it('asks when it is due, and not before the machine has its network', async () => {
  const { clock, watch, asked } = watchOver([sourceOf(1)], () => ({ outcome: 'same', hash: 'a' }))
  watch.begin()
  await clock.forward(29_000)
  expect(asked).toEqual([])
  await clock.forward(13 * HOUR)
  expect(asked.length).toBe(4)
  await clock.sleep(24 * HOUR)
  await clock.forward(2 * MINUTE)
  expect(asked.length).toBe(5)
  // A clock that is set back puts nothing off for a day.
  clock.set(-24 * HOUR)
  await clock.forward(2 * MINUTE)
  expect(asked.length).toBe(6)
})

const apartOf = (asked: readonly { minute: number }[]) =>
  minutes(asked)
    .slice(1)
    .map((minute, index) => minute - (minutes(asked)[index] ?? 0))

it('waits longer after each failure, and at most as long as usual', async () => {
  const failed = { outcome: 'failed' as const, sentence: 'No.', waitMilliseconds: undefined }
  const { clock, watch, asked, changes } = watchOver([sourceOf(1)], () => failed)
  watch.begin()
  await clock.forward(20 * HOUR)
  expect(
    apartOf(asked)
      .slice(0, 5)
      .map((each) => Math.round(each / 15)),
  ).toEqual([1, 2, 4, 8, 16])
  expect(Math.max(...apartOf(asked))).toBeLessThanOrEqual(242)
  expect(changes).toEqual([])
})

it('waits as long as the server asks', async () => {
  const failed = { outcome: 'failed' as const, sentence: 'Too often.', waitMilliseconds: 90 * MINUTE }
  const { clock, watch, asked } = watchOver([sourceOf(1)], () => failed)
  watch.begin()
  await clock.forward(2 * HOUR)
  expect(Math.round((apartOf(asked)[0] ?? 0) / 10)).toBe(9)
})

it('tells of a change once, also where somebody has dismissed it, and of the next one again', async () => {
  let hash = 'a'
  let outcome: 'same' | 'changed' = 'changed'
  const { clock, watch, changes, offers } = watchOver([sourceOf(1)], () => ({ outcome, hash }))
  watch.begin()
  await clock.forward(9 * HOUR)
  expect(changes).toEqual(['V1 a'])
  const held = offers.driftOf(sourceOf(1).id)
  offers.drop(held?.id ?? '')
  await clock.forward(9 * HOUR)
  expect(changes).toEqual(['V1 a'])
  expect(offers.driftOf(sourceOf(1).id)).toBeUndefined()
  hash = 'b'
  await clock.forward(5 * HOUR)
  expect(changes).toEqual(['V1 a', 'V1 b'])
  outcome = 'same'
  await clock.forward(5 * HOUR)
  expect(changes).toEqual(['V1 a', 'V1 b'])
})

it('asks one at a time, the one that waits longest first, and stops what is read at its end', async () => {
  const held = Promise.withResolvers<Answer>()
  const { clock, watch, asked, signal } = watchOver([sourceOf(1), sourceOf(2)], () => held.promise)
  watch.begin()
  await clock.forward(10 * HOUR)
  expect(asked.map(({ id }) => id)).toEqual([sourceOf(1).id])
  const ended = watch.end()
  expect(signal()?.aborted).toBe(true)
  held.resolve({ outcome: 'stopped' })
  await ended
  await clock.forward(10 * HOUR)
  expect(asked).toHaveLength(1)
  expect(clock.timers()).toBe(0)
})

it('reads the others where one of them ends in a bug of ours again and again', async () => {
  const { clock, watch, asked } = watchOver([sourceOf(1), sourceOf(2)], ({ id }) => {
    if (id === sourceOf(1).id) throw new Error('a bug')
    return { outcome: 'same', hash: 'a' }
  })
  watch.begin()
  await clock.forward(9 * HOUR)
  const of = (number: number) => asked.filter(({ id }) => id === sourceOf(number).id).length
  expect(of(2)).toBe(3)
  // It is asked no oftener than one that is read.
  expect(of(1)).toBe(3)
})
