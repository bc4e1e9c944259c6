import type { Question } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { adding, having, keptFor, without } from '../../../lab/dns/edits.ts'
import { answerQuestion, rcode, zoneRecords } from '../../../lab/dns/zone.ts'
import type { ZoneEdit, ZoneView } from '../../../lab/settings/dns.ts'
import { healthySettings, type Settings } from '../../../lab/settings.ts'

function answer(name: string, type: Question['type'] = 'A', change?: (settings: Settings) => void, view?: ZoneView) {
  const settings = healthySettings()
  change?.(settings)
  const found = answerQuestion(zoneRecords(settings, 8443, view), { name, type })
  return { ...found, answers: found.answers.map((record) => ('data' in record ? record.data : undefined)) }
}
const inside =
  (...edits: ZoneEdit[]) =>
  ({ dns }: Settings) =>
    dns.inside.push(...edits)

describe('a wildcard (RFC 4592)', () => {
  const wildcard = inside(adding({ type: 'A', name: '*.contoso.test', ttl: 300, data: '192.0.2.80' }))

  it.each(['nobody.contoso.test', 'a.b.contoso.test'])('answers for %s', (name) => {
    expect(answer(name, 'A', wildcard).answers).toEqual(['192.0.2.80'])
  })

  it.each([
    ['mail.contoso.test', ['127.0.0.1']],
    // It exists, because there is a name below it.
    ['_tcp.contoso.test', []],
  ])('does not answer for %s, which exists', (name, addresses) => {
    expect(answer(name, 'A', wildcard)).toMatchObject({ rcode: rcode.noError, answers: addresses })
  })
})

it('gives the links of a circle once each', () => {
  const circle = inside(
    without('mail.contoso.test'),
    adding({ type: 'CNAME', name: 'mail.contoso.test', ttl: 300, data: 'owa.contoso.test' }),
  )
  expect(answer('mail.contoso.test', 'A', circle)).toMatchObject({
    rcode: rcode.noError,
    answers: ['owa.contoso.test', 'mail.contoso.test'],
  })
})

describe('the views', () => {
  it('outside publish other addresses, and no server inside', () => {
    expect(answer('mail.contoso.test', 'A', undefined, 'outside').answers).toEqual(['203.0.113.25'])
    expect(answer('_autodiscover._tcp.contoso.test', 'SRV', undefined, 'outside').answers).toMatchObject([
      { port: 443 },
    ])
    for (const name of ['dc01.contoso.test', 'exch01.contoso.test']) {
      expect(answer(name, 'A', undefined, 'outside').rcode).toBe(rcode.nameError)
    }
  })

  it('name each of several servers', () => {
    const three = ({ network }: Settings) => {
      network.nodes = 3
    }
    expect(answer('exch03.contoso.test', 'A', three).answers).toEqual(['127.0.0.13'])
    expect(answer('exch04.contoso.test', 'A', three).rcode).toBe(rcode.nameError)
    expect(answer('mail.contoso.test', 'A', three).answers).toEqual(['127.0.0.1'])
  })

  it('differ where one of them alone is changed', () => {
    const stale = ({ dns }: Settings) =>
      dns.second.edits.push(having({ type: 'A', name: 'mail.contoso.test', ttl: 300, data: '192.0.2.9' }))
    expect(answer('mail.contoso.test', 'A', stale, 'second').answers).toEqual(['192.0.2.9'])
    expect(answer('mail.contoso.test', 'A', stale, 'first').answers).toEqual(['127.0.0.1'])
  })

  it('lose one type of record, and keep the others', () => {
    const change = inside(without('contoso.test', 'MX'), keptFor('contoso.test', 7))
    expect(answer('contoso.test', 'MX', change).answers).toEqual([])
    const settings = healthySettings()
    change(settings)
    const records = zoneRecords(settings, 443).filter(({ name }) => name === 'contoso.test')
    expect(records.map(({ type }) => type)).toEqual(['SOA', 'NS', 'A', 'TXT'])
    for (const record of records) expect(record).toMatchObject({ ttl: 7 })
  })
})
