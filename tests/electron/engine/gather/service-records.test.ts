import type { Answer } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { lookUpService, type ServiceContext } from '../../../../electron/engine/gather/service-records.ts'
import { type NameServer, startNameServer } from '../../../../lab/dns/name-server.ts'
import type { ResolverBehaviour } from '../../../../lab/settings/dns.ts'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

const NAME = '_autodiscover._tcp.contoso.test'
const servers: NameServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function resolver(
  records: Answer[],
  behaviour: ResolverBehaviour = 'answers',
  onQuestion: () => void = () => undefined,
): Promise<string> {
  const server = await startNameServer({
    records: () => records,
    behaviour: () => {
      onQuestion()
      return behaviour
    },
  })
  servers.push(server)
  return `127.0.0.1:${server.port}`
}

function contextOf(resolvers: string[], gathered: ServiceContext['gathered'] = {}): ServiceContext {
  const organisation = Organisation.parse({
    format: 1,
    name: 'Contoso',
    domain: 'contoso.test',
    mailbox: 'alice@contoso.test',
    resolvers,
  })
  const random = (length: number) => Buffer.alloc(length, 7)
  return { organisation, signal: new AbortController().signal, random, gathered }
}

function lookUp(...resolvers: string[]) {
  return lookUpService(NAME, contextOf(resolvers))
}

function record(target: string, priority = 0, weight = 0, port = 443): Answer {
  return { type: 'SRV', name: NAME, ttl: 300, data: { priority, weight, port, target } }
}

describe('no record', () => {
  it('because there is none', async () => {
    const only = await resolver([])
    expect(await lookUp(only)).toEqual({ resolver: only, records: [] })
  })

  it('of a service that is there, but one that says that it is not (RFC 2782)', async () => {
    expect((await lookUp(await resolver([record('.')]))).records).toMatchObject([{ target: '.' }])
  })

  it('because every resolver refuses', async () => {
    const found = await lookUp(await resolver([], 'refuses'), await resolver([], 'fails'))
    expect(found).toMatchObject({ records: [], failure: { code: 'resolver-refused', where: NAME } })
  })
})

describe('records', () => {
  it('are asked of the second resolver when the first refuses', async () => {
    const second = await resolver([record('mail.contoso.test')])
    const records = [{ target: 'mail.contoso.test', port: 443, priority: 0, weight: 0, ttlSeconds: 300 }]
    expect(await lookUp(await resolver([], 'refuses'), second)).toEqual({ resolver: second, records })
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

  it('are sixteen at most, the preferred ones wherever they stood', async () => {
    const many = Array.from({ length: 20 }, (_, index) => record(`old${index}.contoso.test`, 20))
    const { records } = await lookUp(await resolver([...many, record('mail.contoso.test', 10)]))
    expect(records).toHaveLength(16)
    expect(records[0]?.target).toBe('mail.contoso.test')
  })
})

describe('a run', () => {
  it('asks once, however many want to know', async () => {
    let questions = 0
    const only = await resolver([record('mail.contoso.test')], 'answers', () => {
      questions += 1
    })
    const context = contextOf([only])
    const [one, other] = await Promise.all([lookUpService(NAME, context), lookUpService(NAME, context)])
    expect(await lookUpService(NAME, context)).toEqual(one)
    expect(other).toEqual(one)
    const alone = questions
    await lookUpService(NAME, contextOf([only]))
    // A zone may look at its behaviour more than once for a question.
    expect(questions).toBe(2 * alone)
  })

  it('begins with the resolver that has answered in it', async () => {
    const first = await resolver([record('first.contoso.test')])
    const second = await resolver([record('second.contoso.test')])
    const known: NameAnswer = {
      name: 'contoso.test',
      purpose: 'domain',
      resolver: second,
      addresses: [],
      aliases: [],
      milliseconds: 0,
    }
    const context = contextOf([first, second], { dnsAnswers: { names: [known] } })
    expect((await lookUpService(NAME, context)).resolver).toBe(second)
  })
})
