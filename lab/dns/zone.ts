import type { Answer, Question, SoaAnswer } from 'dns-packet'
import type { ZoneEdit, ZoneView } from '../settings/dns.ts'
import type { Settings } from '../settings.ts'
import { domain } from '../users.ts'

/** Response codes (RFC 1035 section 4.1.1). */
export const rcode = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  nameError: 3,
  notImplemented: 4,
  refused: 5,
} as const

/** What the name server says to one question. */
export interface ZoneAnswer {
  readonly rcode: number
  readonly answers: Answer[]
  readonly authorities: Answer[]
}

const TTL = 300
const HERE = '127.0.0.1'
/** What the internet sees: an address for documentation (RFC 5737), which no packet is sent to. */
const PUBLISHED = '203.0.113.25'
const under = (label: string): string => `${label}.${domain.dns}`

const soa: SoaAnswer = {
  type: 'SOA',
  name: domain.dns,
  ttl: 3600,
  data: {
    mname: under('dc01'),
    rname: under('hostmaster'),
    serial: 2026112401,
    refresh: 900,
    retry: 600,
    expire: 86_400,
    minimum: 60,
  },
}

/** Where a server behind the published name listens by itself: EXCH01 at 127.0.0.11, and so on. */
export function addressOfNode(node: number): string {
  return `127.0.0.${10 + node}`
}

/** The records of contoso.test as one name server has them, less what a fault made absent. */
export function zoneRecords(settings: Settings, httpsPort: number, view: ZoneView = 'first'): Answer[] {
  const { dns, network } = settings
  if (view === 'outside') return edited(publishedRecords(httpsPort), dns.outside.edits)
  const servers = Array.from({ length: network.nodes }, (_, index) => ({
    type: 'A' as const,
    name: under(`exch${String(index + 1).padStart(2, '0')}`),
    ttl: TTL,
    data: network.nodes > 1 ? addressOfNode(index + 1) : HERE,
  }))
  const records = [...insideRecords(httpsPort), ...servers].filter(({ name }) => !dns.absentNames.includes(name))
  return edited(records, [...dns.inside, ...dns[view].edits])
}

function edited(records: Answer[], edits: readonly ZoneEdit[]): Answer[] {
  return edits.reduce((so, edit) => edit(so), records)
}

/** What the organisation publishes on the internet. */
function publishedRecords(httpsPort: number): Answer[] {
  return insideRecords(httpsPort).flatMap((record): Answer[] => {
    if (record.type === 'A') return record.name === under('dc01') ? [] : [{ ...record, data: PUBLISHED }]
    if (record.type === 'SRV') return [{ ...record, data: { ...record.data, port: 443 } }]
    return [record]
  })
}

function insideRecords(httpsPort: number): Answer[] {
  return [
    soa,
    { type: 'NS', name: domain.dns, ttl: 3600, data: under('dc01') },
    { type: 'A', name: domain.dns, ttl: TTL, data: HERE },
    { type: 'MX', name: domain.dns, ttl: TTL, data: { preference: 10, exchange: under('mail') } },
    { type: 'TXT', name: domain.dns, ttl: TTL, data: 'v=spf1 mx -all' },
    { type: 'A', name: under('dc01'), ttl: 3600, data: HERE },
    { type: 'A', name: under('mail'), ttl: TTL, data: HERE },
    { type: 'A', name: under('autodiscover'), ttl: TTL, data: HERE },
    { type: 'CNAME', name: under('owa'), ttl: TTL, data: under('mail') },
    {
      type: 'SRV',
      name: under('_autodiscover._tcp'),
      ttl: TTL,
      data: { priority: 0, weight: 0, port: httpsPort, target: under('mail') },
    },
  ]
}

/** Answers as the authoritative server of contoso.test, which knows nothing else (RFC 1034 section 4.3.2, RFC 2308). */
export function answerQuestion(records: readonly Answer[], question: Question): ZoneAnswer {
  const asked = question.name.toLowerCase().replace(/\.$/, '')
  const ours = asked === domain.dns || asked.endsWith(`.${domain.dns}`)
  const refused = !ours || (question.class ?? 'IN') !== 'IN' || question.type === 'AXFR' || question.type === 'IXFR'
  if (refused) return { rcode: rcode.refused, answers: [], authorities: [] }

  // Missing from the types of dns-packet, which decodes it all the same.
  const asksForAll = (question.type as string) === 'ANY'
  const answers: Answer[] = []
  const seen = new Set<string>()
  let name = asked
  for (;;) {
    const here = recordsAt(records, name)
    const wanted = here.filter(({ type }) => type === question.type || asksForAll)
    const alias = here.find((record) => record.type === 'CNAME')
    answers.push(...wanted)
    if (wanted.length > 0) return { rcode: rcode.noError, answers, authorities: [] }
    if (alias?.type !== 'CNAME') {
      // A name that only has names below it exists, and has no records (RFC 8020).
      const exists = here.length > 0 || records.some((record) => record.name.endsWith(`.${name}`))
      return { rcode: exists ? rcode.noError : rcode.nameError, answers, authorities: [soa] }
    }
    answers.push(alias)
    seen.add(name)
    // A circle ends where it closes: the links are given, and no address.
    if (seen.has(alias.data)) return { rcode: rcode.noError, answers, authorities: [soa] }
    name = alias.data
  }
}

/** The records of a name; those of a wildcard where the name is nowhere else in the zone (RFC 4592 section 2.2). */
function recordsAt(records: readonly Answer[], name: string): Answer[] {
  const here = records.filter((record) => record.name === name)
  if (here.length > 0 || records.some((record) => record.name.endsWith(`.${name}`))) return here
  return records.filter((record) => record.name === `*.${domain.dns}`).map((record) => ({ ...record, name }))
}
