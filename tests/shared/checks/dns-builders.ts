import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { DnsComparison, type ResolverView } from '../../../shared/artifacts/dns-comparison.ts'
import { DnsRecords } from '../../../shared/artifacts/dns-records.ts'
import { nameAnswer } from './artifact-builders.ts'

export const FIRST = '10.20.0.53'
export const SECOND = '10.20.0.54'
export const OUTSIDE = '198.51.100.53'

type Changes = Parameters<typeof nameAnswer>[0]

/** The answer about Autodiscover's name. */
export function autodiscoverAnswer(changes: Changes = {}): NameAnswer {
  return nameAnswer({ name: 'autodiscover.contoso.test', purpose: 'autodiscover', ...changes })
}

/** The addresses of an answer, IPv6 by its colons. */
export function at(...addresses: string[]): Pick<NameAnswer, 'addresses'> {
  return {
    addresses: addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4, ttlSeconds: 300 })),
  }
}

/** An answer without an address, and why. */
export function nothing(code: NonNullable<NameAnswer['failure']>['code']): Pick<NameAnswer, 'addresses' | 'failure'> {
  return { addresses: [], failure: { code, where: 'mail.contoso.test' } }
}

/** What one resolver says of the names. */
export function view(resolver: string, names: NameAnswer[], zone?: ResolverView['zone']): ResolverView {
  return { resolver, names: names.map((each) => ({ ...each, resolver })), ...(zone && { zone }) }
}

export function dnsComparison(inside: ResolverView[], outside: ResolverView[] = []) {
  return { dnsComparison: DnsComparison.parse({ inside, outside }) }
}

/** The records of a domain whose mail and Autodiscover lead to its own server. */
export function dnsRecords(changes: Partial<DnsRecords> = {}) {
  return {
    dnsRecords: DnsRecords.parse({
      domain: 'contoso.test',
      httpsPort: 443,
      mailExchangers: mailExchangers([{ exchange: 'mail.contoso.test', addresses: ['203.0.113.25'] }]),
      autodiscoverServices: services([{}]),
      unusedName: { name: 'postern-0a1b2c3d4e5f.contoso.test', addresses: [] },
      ...changes,
    }),
  }
}

export function mailExchangers(
  records: Partial<DnsRecords['mailExchangers']['records'][number]>[],
  changes: Partial<DnsRecords['mailExchangers']> = {},
): DnsRecords['mailExchangers'] {
  const usual = { preference: 10, exchange: 'mail.contoso.test', ttlSeconds: 3600 }
  return { resolver: OUTSIDE, outside: true, records: records.map((each) => ({ ...usual, ...each })), ...changes }
}

export function services(
  records: Partial<DnsRecords['autodiscoverServices']['records'][number]>[],
  changes: Partial<DnsRecords['autodiscoverServices']> = {},
): DnsRecords['autodiscoverServices'] {
  const usual = {
    priority: 0,
    weight: 0,
    port: 443,
    target: 'mail.contoso.test',
    ttlSeconds: 3600,
    addresses: ['10.20.0.14'],
  }
  const all = records.map((each) => ({ ...usual, ...each }))
  return { name: '_autodiscover._tcp.contoso.test', resolver: FIRST, records: all, ...changes }
}
