import type { Answer } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { lookUpService } from '../../../../electron/engine/gather/service-records.ts'
import { type NameServer, startNameServer } from '../../../../lab/dns/name-server.ts'
import type { ResolverBehaviour } from '../../../../lab/settings/dns.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

const NAME = '_autodiscover._tcp.contoso.test'
const servers: NameServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function resolver(records: Answer[], behaviour: ResolverBehaviour = 'answers'): Promise<string> {
  const server = await startNameServer({ records: () => records, behaviour: () => behaviour })
  servers.push(server)
  return `127.0.0.1:${server.port}`
}

function lookUp(...resolvers: string[]) {
  const organisation = Organisation.parse({
    format: 1,
    name: 'Contoso',
    domain: 'contoso.test',
    mailbox: 'alice@contoso.test',
    resolvers,
  })
  const random = (length: number) => Buffer.alloc(length, 7)
  return lookUpService(NAME, { organisation, signal: new AbortController().signal, random })
}

function record(target: string, priority = 0, weight = 0, port = 443): Answer {
  return { type: 'SRV', name: NAME, ttl: 300, data: { priority, weight, port, target } }
}

describe('no record', () => {
  it('because there is none', async () => {
    expect(await lookUp(await resolver([]))).toEqual({ records: [] })
  })

  it('because its target says that the service is not there (RFC 2782)', async () => {
    expect(await lookUp(await resolver([record('.')]))).toEqual({ records: [] })
  })

  it('because every resolver refuses', async () => {
    const found = await lookUp(await resolver([], 'refuses'), await resolver([], 'fails'))
    expect(found).toMatchObject({ records: [], failure: { code: 'resolver-refused', where: NAME } })
  })
})

describe('records', () => {
  it('are asked of the second resolver when the first refuses', async () => {
    const found = await lookUp(await resolver([], 'refuses'), await resolver([record('mail.contoso.test')]))
    expect(found).toEqual({ records: [{ target: 'mail.contoso.test', port: 443, priority: 0, weight: 0 }] })
  })

  it('come by priority, then by weight', async () => {
    const { records } = await lookUp(
      await resolver([
        record('c.contoso.test', 10, 90),
        record('b.contoso.test', 5, 10),
        record('A.contoso.test', 5, 20, 8443),
      ]),
    )
    expect(records.map(({ target, port }) => `${target}:${port}`)).toEqual([
      'a.contoso.test:8443',
      'b.contoso.test:443',
      'c.contoso.test:443',
    ])
  })
})
