import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, decode, encode } from 'dns-packet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dnsAnswers } from '../../../../electron/engine/gather/dns-answers.ts'
import { dnsComparison } from '../../../../electron/engine/gather/dns-comparison.ts'
import { dnsRecords } from '../../../../electron/engine/gather/dns-records.ts'
import { Blocked, type GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { DnsAnswers, type NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import { DnsComparison } from '../../../../shared/artifacts/dns-comparison.ts'
import { DnsRecords } from '../../../../shared/artifacts/dns-records.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

type NameServer = { place: string; asked: string[] }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A name server with these records; NXDOMAIN for a name that has none, or this response code to everything. */
async function startNameServer(records: readonly Answer[], rcode?: number): Promise<NameServer> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (query, peer) => {
    const { id, questions } = decode(query)
    const question = questions?.[0]
    if (!question) return
    asked.push(`${question.type} ${question.name}`)
    const here = records.filter(({ name }) => name === question.name)
    const answers = rcode === undefined ? here.filter(({ type }) => type === question.type) : []
    const flags = rcode ?? (here.length > 0 ? 0 : 3)
    socket.send(encode({ type: 'response', id, questions, flags, answers }), peer.port, peer.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  closing.push(() => socket.close())
  return { place: `127.0.0.1:${socket.address().port}`, asked }
}

const DOMAIN = 'contoso.test'
const MAIL = 'mail.contoso.test'
const SERVICE = '_autodiscover._tcp.contoso.test'
const address = (name: string, data: string): Answer => ({ type: 'A', name, ttl: 300, data })
const mx = (preference: number, exchange: string): Answer => ({
  type: 'MX',
  name: DOMAIN,
  ttl: 3600,
  data: { preference, exchange },
})
const service = (priority: number, weight: number, target: string): Answer => ({
  type: 'SRV',
  name: SERVICE,
  ttl: 600,
  data: { priority, weight, port: 443, target },
})
const zone: Answer = {
  type: 'SOA',
  name: DOMAIN,
  ttl: 3600,
  data: {
    mname: 'dc01.contoso.test',
    rname: 'hostmaster.contoso.test',
    serial: 41,
    refresh: 900,
    retry: 600,
    expire: 86_400,
    minimum: 60,
  },
}

function contextOf(resolvers: string[], outsideResolvers: string[] = []): GatherContext {
  const organisation = Organisation.parse({
    format: 1,
    name: 'Contoso',
    domain: DOMAIN,
    mailbox: 'alice@contoso.test',
    resolvers,
    ...(outsideResolvers.length > 0 && { outsideResolvers }),
  })
  const signal = new AbortController().signal
  // What these gatherers use of a context, and nothing else of it.
  return { organisation, signal, random: randomBytes, monotonic: () => 0 } as unknown as GatherContext
}

function known(resolver: string, changes: Partial<NameAnswer> = {}): NameAnswer {
  const addresses = [{ address: '10.20.0.14', family: 4, ttlSeconds: 300 } as const]
  return { name: MAIL, purpose: 'ews', resolver, addresses, aliases: [], milliseconds: 1, ...changes }
}

const compare = async (names: NameAnswer[], context: GatherContext) =>
  DnsComparison.parse(await dnsComparison.gather({ dnsAnswers: { names } }, context))
const records = (names: NameAnswer[], context: GatherContext) => dnsRecords.gather({ dnsAnswers: { names } }, context)
const read = async (names: NameAnswer[], context: GatherContext) => DnsRecords.parse(await records(names, context))

describe('the names that are looked up', () => {
  const endpoints = {
    ews: { url: `https://${MAIL}/EWS/Exchange.asmx`, source: 'organisation' },
    activeSync: { url: 'https://phones.contoso.test/Microsoft-Server-ActiveSync', source: 'organisation' },
  } as const
  const namesFor = async (activeSync: Organisation['activeSync']) => {
    const only = await startNameServer([])
    const context = contextOf([only.place])
    const organisation = { ...context.organisation, ...(activeSync && { activeSync }) }
    const answers = await dnsAnswers.gather({}, { ...context, organisation, gathered: { endpoints } })
    return DnsAnswers.parse(answers).names.map(({ name, purpose }) => `${purpose}: ${name}`)
  }

  it('are those of EWS, ActiveSync, Autodiscover and the domain', async () => {
    expect(await namesFor(undefined)).toEqual([
      `ews: ${MAIL}`,
      'active-sync: phones.contoso.test',
      `autodiscover: autodiscover.${DOMAIN}`,
      `domain: ${DOMAIN}`,
    ])
  })

  it('have none of ActiveSync where the service does without it', async () => {
    expect(await namesFor({ wanted: false })).not.toContain('active-sync: phones.contoso.test')
  })
})

describe('the comparison of resolvers', () => {
  it('asks nothing where there is one resolver, which has been asked already', async () => {
    const only = await startNameServer([zone, address(MAIL, '10.20.0.14')])
    const { inside, outside } = await compare([known(only.place)], contextOf([only.place]))
    expect(only.asked).toEqual([])
    expect(inside).toEqual([{ resolver: only.place, names: [known(only.place)] }])
    expect(outside).toEqual([])
  })

  it('asks the second what the first has said, and both for their copy of the zone', async () => {
    const first = await startNameServer([zone])
    const second = await startNameServer([address(MAIL, '10.20.0.9')])
    const { inside } = await compare([known(first.place)], contextOf([first.place, second.place]))
    expect(first.asked).toEqual([`SOA ${DOMAIN}`])
    expect(second.asked.toSorted()).toEqual([`A ${MAIL}`, `AAAA ${MAIL}`, `SOA ${DOMAIN}`])
    expect(inside).toMatchObject([
      { resolver: first.place, zone: { primary: 'dc01.contoso.test', serial: 41 } },
      { resolver: second.place, names: [{ addresses: [{ address: '10.20.0.9' }] }] },
    ])
    expect(inside[1]).not.toHaveProperty('zone')
  })

  it('keeps what a resolver refused, beside what the others say', async () => {
    const first = await startNameServer([])
    const refusing = await startNameServer([], 5)
    const { inside } = await compare([known(first.place)], contextOf([first.place, refusing.place]))
    expect(inside[1]?.names).toMatchObject([{ addresses: [], failure: { code: 'resolver-refused' } }])
  })

  it('asks those outside for the same names and for no others', async () => {
    const first = await startNameServer([])
    const outer = await startNameServer([address(MAIL, '203.0.113.25')])
    const literal = known('literal', { name: '10.20.0.14' })
    const { outside } = await compare([known(first.place), literal], contextOf([first.place], [outer.place]))
    expect(outer.asked.toSorted()).toEqual([`A ${MAIL}`, `AAAA ${MAIL}`])
    expect(outside).toMatchObject([{ resolver: outer.place, names: [{ addresses: [{ address: '203.0.113.25' }] }] }])
  })
})

describe('the records of the domain', () => {
  let inside: NameServer
  beforeEach(async () => {
    inside = await startNameServer([
      mx(20, 'mx2.contoso.test'),
      mx(10, 'mx1.contoso.test'),
      address('mx1.contoso.test', '10.20.0.25'),
      service(10, 0, 'exch02.contoso.test'),
      service(0, 1, 'exch00.contoso.test'),
      service(0, 9, MAIL),
      address(MAIL, '10.20.0.14'),
    ])
  })

  it('are not asked for where no resolver answers', async () => {
    const failure = { code: 'resolver-unreachable', where: inside.place } as const
    const blocked = await records([known(inside.place, { addresses: [], failure })], contextOf([inside.place]))
    expect(blocked).toBeInstanceOf(Blocked)
    expect(blocked).toMatchObject({ by: 'dnsAnswers', reason: expect.stringContaining('gave no answer') })
    expect(inside.asked).toEqual([])
  })

  it('stand in the order of preference and of priority, with where each leads', async () => {
    const found = await read([known(inside.place)], contextOf([inside.place]))
    expect(found.mailExchangers).toMatchObject({
      resolver: inside.place,
      outside: false,
      records: [
        { preference: 10, exchange: 'mx1.contoso.test', ttlSeconds: 3600, addresses: ['10.20.0.25'] },
        { preference: 20, exchange: 'mx2.contoso.test', addresses: [], failure: { code: 'name-not-found' } },
      ],
    })
    expect(
      found.autodiscoverServices.records.map(({ priority, weight, target }) => [priority, weight, target]),
    ).toEqual([
      [0, 9, MAIL],
      [0, 1, 'exch00.contoso.test'],
      [10, 0, 'exch02.contoso.test'],
    ])
    expect(found.autodiscoverServices.records[0]).toMatchObject({ port: 443, addresses: ['10.20.0.14'] })
  })

  it('are none where the domain has none, which is no failure', async () => {
    const empty = await startNameServer([])
    const { mailExchangers, autodiscoverServices, unusedName } = await read(
      [known(empty.place)],
      contextOf([empty.place]),
    )
    expect(mailExchangers).toEqual({ resolver: empty.place, outside: false, records: [] })
    expect(autodiscoverServices).toEqual({ name: SERVICE, resolver: empty.place, records: [] })
    expect(unusedName).toEqual({ name: expect.stringMatching(/^postern-[0-9a-f]{12}\.contoso\.test$/), addresses: [] })
  })

  it('say why there are none where the resolver fails on them', async () => {
    const failing = await startNameServer([], 2)
    const { mailExchangers } = await read([known(failing.place)], contextOf([failing.place]))
    expect(mailExchangers).toMatchObject({ records: [], failure: { code: 'resolver-refused', where: DOMAIN } })
  })

  it('of mail are asked outside, and there for hosts of the organisation alone', async () => {
    const outer = await startNameServer([
      mx(0, 'mx1.contoso.test'),
      mx(10, 'contoso-test.mail.protection.outlook.com'),
      address('mx1.contoso.test', '203.0.113.25'),
    ])
    const { mailExchangers } = await read([known(inside.place)], contextOf([inside.place], [outer.place]))
    expect(mailExchangers).toMatchObject({
      outside: true,
      records: [{ addresses: ['203.0.113.25'] }, { exchange: 'contoso-test.mail.protection.outlook.com' }],
    })
    expect(mailExchangers.records[1]).not.toHaveProperty('addresses')
    expect(outer.asked.filter((question) => !question.endsWith(DOMAIN))).toEqual([])
    expect(inside.asked).not.toContain(`MX ${DOMAIN}`)
  })

  it('of mail are asked of the next one outside where the first fails', async () => {
    const failing = await startNameServer([], 2)
    const outer = await startNameServer([mx(0, 'mx1.contoso.test'), address('mx1.contoso.test', '203.0.113.25')])
    const context = contextOf([inside.place], [failing.place, outer.place])
    const { mailExchangers } = await read([known(inside.place)], context)
    expect(mailExchangers).toMatchObject({
      resolver: outer.place,
      outside: true,
      records: [{ exchange: 'mx1.contoso.test', addresses: ['203.0.113.25'] }],
    })
    expect(mailExchangers).not.toHaveProperty('failure')
  })

  it('of mail say what the first one outside did where all of them fail', async () => {
    const [refusing, failing] = [await startNameServer([], 5), await startNameServer([], 2)]
    const context = contextOf([inside.place], [refusing.place, failing.place])
    const { mailExchangers } = await read([known(inside.place)], context)
    expect(mailExchangers).toMatchObject({ resolver: refusing.place, failure: { code: 'resolver-refused' } })
  })

  it('of mail are sixteen at most, the preferred ones wherever they stood', async () => {
    const many = Array.from({ length: 20 }, (_, index) => mx(20, `mx${index + 10}.contoso.test`))
    const full = await startNameServer([...many, mx(10, 'mx1.contoso.test'), address('mx1.contoso.test', '10.20.0.25')])
    const { mailExchangers } = await read([known(full.place)], contextOf([full.place]))
    expect(mailExchangers.records).toHaveLength(16)
    expect(mailExchangers.records[0]).toMatchObject({ exchange: 'mx1.contoso.test' })
  })

  it('of a target that is the root are not followed', async () => {
    const nobody = await startNameServer([mx(0, '.'), service(0, 0, '.')])
    const found = await read([known(nobody.place)], contextOf([nobody.place]))
    expect(found.mailExchangers.records).toEqual([{ preference: 0, exchange: '.', ttlSeconds: 3600 }])
    expect(found.autodiscoverServices.records).toMatchObject([{ target: '.' }])
    expect(nobody.asked.filter((question) => /^A+ \.?$/.test(question))).toEqual([])
  })
})
