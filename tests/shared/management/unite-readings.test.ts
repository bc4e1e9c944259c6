import { describe, expect, it } from 'vitest'
import { type PartTimes, timeOfSource, uniteReadings } from '../../../shared/management/unite-readings.ts'

const scope = (name: string, recipientFilter: string) => ({ name, recipientFilter })
const known = (times: PartTimes) => ({
  configuration: {
    managementScopes: [scope('A', 'known'), scope('B', 'known')],
    organizationConfig: { name: 'known' },
  },
  timesOf: () => times,
})
const coming = { managementScopes: [scope('B', 'coming'), scope('C', 'coming')] }

describe('Of two readings', () => {
  it.each<[string, PartTimes, { at: number; whole: boolean }, { how: string; told: string[]; times: PartTimes }]>([
    [
      'an older whole one changes nothing of a younger whole one',
      { at: 5, wholeAt: 5 },
      { at: 4, whole: true },
      { how: 'older', told: ['A known', 'B known'], times: { at: 5, wholeAt: 5 } },
    ],
    [
      'entries that are older than a whole one change nothing of it',
      { at: 9, wholeAt: 5 },
      { at: 4, whole: false },
      { how: 'older', told: ['A known', 'B known'], times: { at: 9, wholeAt: 5 } },
    ],
    [
      'a whole one is younger: what it does not tell is gone',
      { at: 5, wholeAt: 5 },
      { at: 6, whole: true },
      { how: 'in-place', told: ['B coming', 'C coming'], times: { at: 6, wholeAt: 6 } },
    ],
    [
      'a whole one is of the same moment: the later one counts',
      { at: 5, wholeAt: 5 },
      { at: 5, whole: true },
      { how: 'in-place', told: ['B coming', 'C coming'], times: { at: 5, wholeAt: 5 } },
    ],
    [
      'a whole one is older than single entries: they stay before it',
      { at: 5, wholeAt: undefined },
      { at: 4, whole: true },
      { how: 'behind', told: ['B known', 'C coming', 'A known'], times: { at: 5, wholeAt: 4 } },
    ],
    [
      'single entries that are younger go before',
      { at: 5, wholeAt: 3 },
      { at: 6, whole: false },
      { how: 'added', told: ['A known', 'B coming', 'C coming'], times: { at: 6, wholeAt: 3 } },
    ],
    [
      'single entries that are older than others stand behind them',
      { at: 5, wholeAt: undefined },
      { at: 4, whole: false },
      { how: 'behind', told: ['B known', 'C coming', 'A known'], times: { at: 5, wholeAt: undefined } },
    ],
  ])('%s', (_what, times, { at, whole }, { how, told, times: then }) => {
    const united = uniteReadings(known(times), { configuration: coming, whole: whole ? ['managementScopes'] : [], at })
    expect(united.configuration.managementScopes?.map((each) => `${each.name} ${each.recipientFilter}`)).toEqual(told)
    expect(united.parts.get('managementScopes')).toEqual({ how, times: then })
    expect(united.configuration.organizationConfig).toBeUndefined()
  })

  it.each([
    [4, 'known'],
    [5, 'coming'],
  ])('the younger one tells what there is one of: at %i the %s', (at, name) => {
    const organizationConfig = { name: 'coming' }
    const united = uniteReadings(known({ at: 5, wholeAt: undefined }), {
      configuration: { organizationConfig },
      whole: [],
      at,
    })
    expect(united.configuration.organizationConfig).toEqual({ name })
  })

  it('what nobody knew is taken as it comes', () => {
    const nothing = { configuration: {}, timesOf: () => undefined }
    const united = uniteReadings(nothing, { configuration: coming, whole: [], at: 1 })
    expect(united.configuration).toEqual(coming)
    expect(united.parts.get('managementScopes')).toEqual({ how: 'in-place', times: { at: 1, wholeAt: undefined } })
  })
})

describe('A source was read', () => {
  const [early, late, last] = ['2026-11-28T10:00:00.000Z', '2026-11-28T11:00:00.000Z', '2026-11-28T12:00:00.000Z']
  const source = { road: 'file', name: 'a', computer: null, readAt: last } as const
  it.each([
    ['when its script began', { collectedAt: early, writtenAt: late }, early],
    ['else when it was written', { collectedAt: null, writtenAt: late }, late],
    ['else when it was taken in', { collectedAt: null, writtenAt: null }, last],
    ['when it was taken in, where a clock is ahead', { collectedAt: '2027-01-01T00:00:00.000Z' }, last],
    ['when it was taken in, where it tells no time', { collectedAt: 'yesterday' }, last],
  ])('%s', (_what, times: { collectedAt: string | null; writtenAt?: string | null }, at) => {
    expect(timeOfSource({ ...source, ...times })).toBe(Date.parse(at))
  })
})
