import { describe, expect, it } from 'vitest'
import {
  listWarnings,
  type WarnedList,
  type WarningContext,
  wideTogether,
} from '../../../shared/firewall/list-warnings.ts'

const four = ['34.67.39.103/32', '34.67.39.104/32', '34.67.39.105/32', '34.67.39.106/32']
const six = '2600:1900::/64'
const readAt = '2026-11-01T00:00:00.000Z'

const codes = (list: Partial<WarnedList>, context: Partial<WarningContext> = {}) =>
  listWarnings(
    { entries: four, hash: 'now', updatedAt: null, readAt, ofWebhooks: false, place: null, ...list },
    { now: new Date(readAt), oldAfterDays: 30, before: null, earlier: [], webhooks: [], ...context },
  ).map(({ code }) => code)

describe('listWarnings', () => {
  it.each<[codes: string[], list: Partial<WarnedList>, context?: Partial<WarningContext>]>([
    [['webhook-senders'], { ofWebhooks: true }],
    [['webhook-senders'], { place: 'https://api.us.nylas.com/v3/webhooks/ip-addresses' }],
    [['webhook-senders'], { place: 'https://api.us.nylas.com/v3/webhooks/ip-addresses/?region=us' }],
    [['webhook-senders'], { hash: 'known' }, { webhooks: ['known'] }],
    [[], { place: 'webhooks/ip-addresses.csv' }],
    [[], { place: 'https://api.nylas.com/a/app/ip_addresses' }],
    [['old'], {}, { now: new Date('2026-12-02T00:00:00Z') }],
    [[], {}, { now: new Date('2026-12-01T23:59:59Z') }],
    [['changed-later'], { updatedAt: '2026-11-01T00:06:00.000Z' }],
    [[], { updatedAt: '2026-11-01T00:04:00.000Z' }],
    [['much-smaller'], { entries: four.slice(0, 1) }, { before: { entries: four, hash: 'b' } }],
    [[], { entries: four.slice(0, 2) }, { before: { entries: four, hash: 'b' } }],
    // As many new ones as went: a move, and no answer that is not whole.
    [[], { entries: ['8.8.4.4/32', '8.8.8.8/32'] }, { before: { entries: four.slice(0, 2), hash: 'b' } }],
    [['family-gone'], {}, { before: { entries: [...four, six], hash: 'b' } }],
    [
      ['family-gone'],
      { entries: [...four.slice(0, 1), six].slice(1) },
      { before: { entries: four.slice(0, 1), hash: 'b' } },
    ],
    [['only-ipv6'], { entries: [six] }],
    [[], { entries: [six, 'a.example.com'] }],
    [['goes-back'], { hash: 'old' }, { before: { entries: four, hash: 'b' }, earlier: ['old'] }],
    [[], { hash: 'b' }, { before: { entries: four, hash: 'b' }, earlier: ['old', 'b'] }],
  ])('tells %j of %j', (expected, list, context) => {
    expect(codes(list, context)).toEqual(expected)
  })
})

describe('wideTogether', () => {
  const sixteens = (count: number) => Array.from({ length: count }, (_, at) => `34.${at}.0.0/16`)

  it.each<[entries: string[], told: RegExp | null]>([
    [[], null],
    [['34.0.0.0/16', 'a.example.com'], null],
    // Not beside each other, and one that was ticked.
    [['34.1.0.0/16', '34.2.0.0/16'], null],
    [['34.0.0.0/8', '35.5.0.0/16'], null],
    [sixteens(256), /34\.0\.0\.0\/8 together/],
    [['34.0.0.0/16', '34.1.0.0/16', '35.0.0.0/16', '35.1.0.0/16'], /34\.0\.0\.0\/15 \(and 1 more range\) together/],
    [['2600::/32', '2600:1::/32'], /2600::\/31 together/],
  ])('tells of %j: %s', (entries, told) => {
    const sentences = wideTogether(entries).map(({ sentence }) => sentence)
    expect(sentences).toHaveLength(told ? 1 : 0)
    if (told) expect(sentences[0]).toMatch(told)
  })
})
