import { isIP } from 'node:net'
import { encode } from 'dns-packet'
import { type DnsQuestion, decodeAnswer } from '../../electron/engine/wire/dns-message.ts'
import type { FuzzTarget } from './target.ts'

const ID = 7
const name = 'mail.contoso.test'
const questions: readonly DnsQuestion[] = [
  { name, type: 'A' },
  { name, type: 'AAAA' },
]

/** Answers of a name server (RFC 1035 section 4). */
export const dns: FuzzTarget = {
  name: 'dns',
  seeds: questions.map((question) =>
    encode({
      type: 'response',
      id: ID,
      questions: [question],
      answers: [
        { type: 'CNAME', name, ttl: 60, data: 'exch01.contoso.test' },
        { type: 'A', name: 'exch01.contoso.test', ttl: 60, data: '192.0.2.11' },
        { type: 'AAAA', name: 'exch01.contoso.test', ttl: 60, data: '2001:db8::11' },
        { type: 'MX', name: 'contoso.test', ttl: 60, data: { preference: 10, exchange: name } },
        {
          type: 'SRV',
          name: '_autodiscover._tcp.contoso.test',
          ttl: 60,
          data: { priority: 0, weight: 0, port: 443, target: name },
        },
      ],
    }),
  ),
  dictionary: ['c00c', 'c000', 'c0ff', 'ffff', '00010001', '00050001', '3f'].map((hex) => Buffer.from(hex, 'hex')),
  read: (input, random) => {
    const answer = decodeAnswer(input, ID, random.pick(questions), '192.0.2.53:53')
    for (const record of answer.records) {
      if ('address' in record && isIP(record.address) === 0) throw new Error(`${record.address} is no address`)
      for (const value of Object.values(record)) {
        if (typeof value === 'number' && !(value >= 0 && value < 2 ** 32))
          throw new Error(`${value} is no number of DNS`)
      }
    }
    return answer
  },
  // A name of 255 characters can be pointed at by two bytes, once in each record of twelve.
  growth: 32,
}
