import { randomBytes, X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { goSignedIn } from '../../../../electron/engine/gather/autodiscover-attempt.ts'
import { requestWithBestScheme } from '../../../../electron/engine/gather/best-scheme.ts'
import { withConnection } from '../../../../electron/engine/gather/connect.ts'
import { createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { createEwsBackOff } from '../../../../electron/engine/gather/ews-back-off.ts'
import { ewsChallenge } from '../../../../electron/engine/gather/ews-challenge.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { askNtlmInNegotiate } from '../../../../electron/engine/gather/ntlm-in-negotiate.ts'
import { requestSignedIn } from '../../../../electron/engine/gather/sign-in-conversation.ts'
import { type AccountRequestOptions, requestAsAccount } from '../../../../electron/engine/gather/signed-in-request.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { getFolderPost } from '../../../../electron/engine/wire/ews-message.ts'
import {
  defaultHttpLimits,
  type HttpConnection,
  type HttpRequest,
  openHttpConnection,
} from '../../../../electron/engine/wire/http-connection.ts'
import { trustOf } from '../../../../electron/engine/wire/trust.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import type { AutodiscoverAttempt } from '../../../../shared/artifacts/autodiscover.ts'
import { type HttpExchange, headerValues } from '../../../../shared/artifacts/http-exchange.ts'
import type { Scheme } from '../../../../shared/artifacts/sign-in.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import { organisationOf } from '../run/lab-run.ts'
import { createTestCertificates, startTlsServer } from '../wire/tls-server.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

let context: GatherContext
let before: number
beforeEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
  before = lab.log.length
  context = await contextWith(lab.password)
})
afterEach(() => context.connections.close())

async function contextWith(password: string): Promise<GatherContext> {
  const organisation = organisationOf(lab)
  const { domain, account } = organisation
  return {
    organisation,
    password,
    profile: nylas,
    trust: trustOf(organisation),
    signal: new AbortController().signal,
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: randomBytes,
    sleep: async () => undefined,
    timeout: () => new AbortController().signal,
    watchTimers: () => ({ lateMilliseconds: () => 0, stop: () => undefined }),
    budget: await createSignInBudget().begin({ domain, username: account?.username, password }),
    ewsBackOff: createEwsBackOff({ monotonic: () => performance.now(), sleep: async () => undefined }),
    connections: createConnectionPool(),
    limits: defaultHttpLimits,
    redact: (text) => text,
    gathered: {},
    obstacles: {},
  }
}

const target = () => ({ host: 'mail.contoso.test', port: lab.ports.https, address: '127.0.0.1', trust: context.trust })
const url = () => new URL(`https://mail.contoso.test:${lab.ports.https}/EWS/Exchange.asmx`)
const request = () => getFolderPost(url(), lab.organisation.mailbox, 'test')

function ask(options: Partial<AccountRequestOptions> = {}) {
  return requestAsAccount(
    target(),
    request(),
    { scheme: 'ntlm', url: url().href, gatherer: 'test', ...options },
    context,
  )
}

/** What the lab saw since the test began. */
const seen = () => lab.log.slice(before)
const results = () => seen().map(({ result }) => result)
const attempts = () => context.budget.record().attempts.map(({ result }) => result)

describe('requests as the account', () => {
  it('carry NTLM under the name Negotiate where that alone is offered, and stay signed in', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    expect((await ask()).result).toBe('accepted')
    expect((await ask()).result).toBe('accepted')
    expect(seen().map(({ result, scheme }) => `${result} ${scheme}`)).toEqual([
      'rejected ntlm',
      'challenged negotiate',
      'accepted negotiate',
      'kept ntlm',
    ])
    expect(attempts()).toEqual(['accepted'])
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('send no credential where Negotiate refuses NTLM', async () => {
    await lab.setFaults(['ews-no-ntlm'])
    expect((await ask()).result).toBe('not-sent')
    expect(attempts()).toEqual([])
  })

  it('with NTLM sign in once, and go on with that connection', async () => {
    expect((await ask()).result).toBe('accepted')
    const second = await ask()
    expect(second).toMatchObject({ result: 'accepted', answer: { exchange: { status: 200 } } })
    expect(second.exchanges).toHaveLength(1)
    expect(results()).toEqual(['challenged', 'accepted', 'kept'])
    expect(attempts()).toEqual(['accepted'])
  })

  it('at another virtual directory sign in anew: its settings are its own', async () => {
    await ask()
    const other = { ...request(), path: '/Autodiscover/Autodiscover.xml' }
    await requestAsAccount(target(), other, { scheme: 'ntlm', url: url().href, gatherer: 'test' }, context)
    expect(results()).toEqual(['challenged', 'accepted', 'challenged', 'accepted'])
  })

  it('side by side wait for that one sign-in', async () => {
    await Promise.all([ask(), ask(), ask()])
    expect(results()).toEqual(['challenged', 'accepted', 'kept', 'kept'])
    expect(new Set(seen().map(({ connection }) => connection)).size).toBe(1)
  })

  it('that are about the sign-in itself make a real one', async () => {
    await ask()
    const second = await ask({ anew: true })
    expect(second.challenge).toBeDefined()
    expect(results()).toEqual(['challenged', 'accepted', 'challenged', 'accepted'])
    expect(attempts()).toEqual(['accepted', 'accepted'])
  })

  it('leave a connection alone that is signed in on beside them, with the channel binding that it chooses', async () => {
    await ask()
    const options = { scheme: 'ntlm', url: url().href, gatherer: 'test', host: target().host } as const
    const signIn = (connection: HttpConnection) =>
      requestSignedIn(connection, request(), { ...options, channelBinding: null }, context)
    await withConnection(target(), context, signIn, { alone: true })
    await ask()
    const connections = seen().map(({ connection }) => connection)
    expect(new Set(connections.slice(2, 4))).not.toContain(connections[0])
    expect(connections[4]).toBe(connections[0])
    const accepted = seen().filter(({ result }) => result === 'accepted')
    expect(accepted.map(({ binding }) => binding)).toEqual(['right', 'absent'])
  })

  it('with Basic carry the credential each time, through the budget', async () => {
    await ask({ scheme: 'basic' })
    await ask({ scheme: 'basic' })
    expect(results()).toEqual(['accepted', 'accepted'])
    expect(attempts()).toEqual(['accepted', 'accepted'])
  })

  it('whose password is wrong leave no session, and are rejected once', async () => {
    const own = context.connections
    context = await contextWith('wrong')
    await own.close()
    expect((await ask()).result).toBe('rejected')
    expect(await ask()).toMatchObject({ result: 'not-sent', withheld: 'password-rejected-before' })
    expect(results()).toEqual(['challenged', 'rejected'])
    expect(lab.badSignIns('alice').total).toBe(1)
  })
})

describe('a run that is stopped before its credential is sent', () => {
  it.each(['basic', 'ntlm'] as const)('sends none with %s, and holds nothing against the password', async (scheme) => {
    const stop = new AbortController()
    const spend: GatherContext['budget']['spend'] = (wanted, attempt) =>
      budget.spend(wanted, async () => {
        if (scheme === 'basic') stop.abort()
        return await attempt()
      })
    const { budget } = context
    // With NTLM it is stopped while the challenge is answered.
    const random = (length: number) => {
      stop.abort()
      return randomBytes(length)
    }
    const stopped = { ...context, signal: stop.signal, random, budget: { ...budget, spend } }
    const about = { scheme, url: url().href, gatherer: 'test', host: target().host } as const
    const { result } = await withConnection(target(), context, (connection) =>
      requestSignedIn(connection, request(), about, stopped),
    )
    expect(stop.signal.aborted).toBe(true)
    expect(result).toBe('not-sent')
    expect(results()).toEqual(scheme === 'ntlm' ? ['challenged'] : [])
    expect((await ask({ scheme })).result).toBe('accepted')
  })
})

describe('a session that the server no longer takes', () => {
  it('is signed in to again, through the budget', async () => {
    await ask()
    // What stands is cut, and with it the session.
    await lab.setFaults([])
    expect((await ask()).result).toBe('accepted')
    expect(results()).toEqual(['challenged', 'accepted', 'no-credential', 'challenged', 'accepted'])
    expect(attempts()).toEqual(['accepted', 'accepted'])
  })
})

describe('a connection that is closed while its sign-in waits for its turn', () => {
  /** One is opened and used; the lab then cuts it, and has these faults, when the sign-in's turn has come. */
  async function askOverAnother(scheme: 'ntlm' | 'basic', faults: FaultId[]) {
    await withConnection(target(), context, (connection) => connection.request(request()))
    const { budget } = context
    const spend: typeof budget.spend = async (wanted, attempt) => {
      await lab.setFaults(faults)
      return budget.spend(wanted, attempt)
    }
    context = { ...context, budget: { ...budget, spend } }
    return ask({ scheme })
  }

  it.each(['basic', 'ntlm'] as const)('takes no credential of %s to one that is not trusted', async (scheme) => {
    const { result, exchanges } = await askOverAnother(scheme, ['certificate-expired'])
    expect(result).toBe('not-sent')
    expect(exchanges.at(-1)?.failure?.code).toBe('tls-untrusted')
    expect(results()).toEqual(scheme === 'ntlm' ? ['no-credential', 'challenged'] : ['no-credential'])
    expect(attempts()).toEqual([])
  })

  it('names the other one in its channel binding', async () => {
    const elsewhere = new X509Certificate((await createTestCertificates()).good.cert)
    let opened = 0
    const connections = createConnectionPool(async (where, dependencies) => {
      const connection = await openHttpConnection(where, dependencies)
      opened += 1
      return opened > 1 ? connection : { ...connection, peer: { ...connection.peer, chain: [elsewhere] } }
    })
    await context.connections.close()
    context = { ...context, connections }
    expect((await askOverAnother('ntlm', [])).result).toBe('accepted')
    expect(opened).toBe(2)
    expect(seen().at(-1)).toMatchObject({ result: 'accepted', binding: 'right' })
  })
})

describe('a challenge that is not read to its end', () => {
  it.each([
    ['response-timed-out', 'Content-Length: 5000\r\n\r\n', undefined],
    ['response-too-large', `Content-Length: 5000\r\n\r\n${'x'.repeat(5000)}`, undefined],
    // NTLM under that name would be asked for next.
    ['response-timed-out', 'Content-Length: 5000\r\n\r\n', 'Negotiate'],
  ])('is not asked for again, and not told as a connection that was closed: %s', async (code, rest, name) => {
    const [challenged] = (await ask()).exchanges
    if (!challenged) throw new Error('The lab sent no challenge.')
    const offer = name ?? headerValues(challenged, 'www-authenticate')[0]
    const certificates = await createTestCertificates()
    const server = await startTlsServer({ ...certificates.good, ALPNProtocols: ['http/1.1'] }, (socket) => {
      socket.on('data', () => socket.write(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${offer}\r\n${rest}`))
    })
    const limits = { ...defaultHttpLimits, answerMilliseconds: 300, bodyBytes: 1000 }
    const { result, exchanges } = await requestAsAccount(
      server.target([certificates.authority]),
      request(),
      { scheme: 'ntlm', url: url().href, gatherer: 'test' },
      { ...context, limits },
    ).finally(() => server.close())
    expect(result).toBe('not-sent')
    expect(exchanges.map(({ status, failure }) => [status, failure?.code])).toEqual([[401, code]])
    expect(server.connections()).toBe(1)
    expect(attempts()).toEqual(['accepted'])
  })
})

describe('a request with the best scheme', () => {
  const askBest = (schemes: readonly ('ntlm' | 'basic')[]) =>
    requestWithBestScheme(
      target(),
      request(),
      { url: url().href, gatherer: 'test', schemes, namedBy: 'administrator' },
      context,
    )

  it('goes on with a session where there is one', async () => {
    await ask()
    const answer = await askBest(['ntlm', 'basic'])
    expect(answer).toMatchObject({ signedInWith: 'ntlm', last: { exchange: { status: 200 } } })
    expect(results()).toEqual(['challenged', 'accepted', 'kept'])
  })

  it('asks without a credential where there is none, and signs in on the same connection', async () => {
    await askBest(['ntlm'])
    expect(results()).toEqual(['no-credential', 'challenged', 'accepted'])
    expect(new Set(seen().map(({ connection }) => connection)).size).toBe(1)
  })

  it('tries NTLM under the name Negotiate where nothing else is offered', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    const answer = await askBest(['ntlm', 'basic'])
    expect(answer).toMatchObject({ signedInWith: 'ntlm', schemes: ['negotiate'], last: { exchange: { status: 200 } } })
    expect(attempts()).toEqual(['accepted'])
  })

  it('is not signed in where Negotiate takes no NTLM, and says that nothing was offered', async () => {
    await lab.setFaults(['ews-no-ntlm'])
    expect(await askBest(['ntlm', 'basic'])).toMatchObject({ withheld: 'not-offered', schemes: ['negotiate'] })
    expect(attempts()).toEqual([])
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('leaves Negotiate alone where only Basic is wanted', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    expect(await askBest(['basic'])).toMatchObject({ withheld: 'not-offered' })
    expect(results()).toEqual(['no-credential'])
  })

  it('with Basic alone does not go over a session of NTLM', async () => {
    await ask()
    expect((await askBest(['basic'])).signedInWith).toBe('basic')
    expect(results()).toEqual(['challenged', 'accepted', 'no-credential', 'accepted'])
  })
})

describe('a connection that is broken off before any byte of an answer', () => {
  const lostAt = (where: string) => new WireError('tls-failed', where, 'ECONNRESET')

  /** Of the connections that are opened, which are reset before they stand, and on which others a request is lost. */
  type Line = {
    reset?: (opened: number) => boolean
    loses?: (request: HttpRequest, connection: number) => 'unsent' | 'on-its-way' | 'answer' | undefined
  }

  async function over({ reset = () => false, loses = () => undefined }: Line) {
    let opened = 0
    const connections = createConnectionPool(async (where, dependencies) => {
      const number = ++opened
      if (reset(number)) throw lostAt(`${where.host}:${where.port}`)
      const connection = await openHttpConnection(where, dependencies)
      let isOpen = true
      return {
        ...connection,
        isOpen: () => isOpen && connection.isOpen(),
        request: async (asked, own) => {
          const at = loses(asked, number)
          const answer = await (at === 'on-its-way' || at === 'unsent'
            ? connection.request({ method: 'GET', path: '/lost', headers: {} }, own)
            : connection.request(asked, own))
          if (at === undefined) return answer
          isOpen = false
          const { status: _status, ...exchange } = answer.exchange
          const failure = { code: 'connection-reset', where: where.host, detail: 'ECONNRESET' } as const
          const lost = { exchange: { ...exchange, method: asked.method, headers: [], failure }, body: Buffer.alloc(0) }
          return at === 'unsent' ? { ...lost, unsent: true } : lost
        },
      }
    })
    await context.connections.close()
    context = { ...context, connections }
    return () => opened
  }

  const authorization = ({ headers }: HttpRequest) => headers.authorization ?? ''
  const isFirstOfNtlm = (asked: HttpRequest) => /^(?:NTLM|Negotiate) TlRMTVNTUAABAAAA/.test(authorization(asked))
  const isCredential = (asked: HttpRequest) => authorization(asked) !== '' && !isFirstOfNtlm(asked)
  const credentialsSeen = () => seen().filter(({ result }) => result === 'accepted' || result === 'rejected')
  const namesOf = (name: string) =>
    ({ names: [{ name, addresses: [{ address: '127.0.0.1' }] }] }) as unknown as Artifacts['dnsAnswers']
  const codes = (exchanges: readonly HttpExchange[]) => exchanges.map(({ failure }) => failure?.code)

  it.each(['basic', 'ntlm'] as const)(
    'while it is opened is replaced once, and the account signs in with %s',
    async (scheme) => {
      const opened = await over({ reset: (number) => number === 1 })
      const { result, exchanges } = await ask({ scheme })
      expect(result).toBe('accepted')
      expect(codes(exchanges).slice(0, 2)).toEqual(['tls-failed', undefined])
      expect(opened()).toBe(2)
      expect(attempts()).toEqual(['accepted'])
    },
  )

  it('while it is opened is not replaced a second time', async () => {
    const opened = await over({ reset: () => true })
    await expect(ask()).rejects.toThrow(WireError)
    expect(opened()).toBe(2)
    expect(attempts()).toEqual([])
  })

  it('is replaced once where NTLM’s first message was lost, which names nobody', async () => {
    const opened = await over({
      loses: (asked, number) => (number === 1 && isFirstOfNtlm(asked) ? 'on-its-way' : undefined),
    })
    const { result, exchanges } = await ask()
    expect(result).toBe('accepted')
    expect(codes(exchanges)).toEqual(['connection-reset', undefined, undefined])
    expect(opened()).toBe(2)
    expect(attempts()).toEqual(['accepted'])
  })

  it('is not replaced a second time where NTLM’s first message is lost again, and costs nothing', async () => {
    const opened = await over({ loses: (asked) => (isFirstOfNtlm(asked) ? 'on-its-way' : undefined) })
    expect((await ask()).result).toBe('not-sent')
    expect(opened()).toBe(2)
    expect(attempts()).toEqual([])
  })

  it.each(['basic', 'ntlm'] as const)(
    'is replaced once where it was closed before the credential of %s was sent',
    async (scheme) => {
      const opened = await over({
        loses: (asked, number) => (number === 1 && isCredential(asked) ? 'unsent' : undefined),
      })
      const { result, exchanges } = await ask({ scheme })
      expect(result).toBe('accepted')
      // The challenge that was answered by nothing is seen as well.
      const [answered, cut] = [undefined, 'connection-reset']
      expect(codes(exchanges)).toEqual(scheme === 'ntlm' ? [answered, cut, answered, answered] : [cut, answered])
      expect(opened()).toBe(2)
      expect(attempts()).toEqual(['accepted'])
    },
  )

  it('is not replaced a second time where it is closed after each challenge, and costs nothing', async () => {
    const opened = await over({ loses: (asked) => (isCredential(asked) ? 'unsent' : undefined) })
    expect((await ask()).result).toBe('not-sent')
    expect(opened()).toBe(2)
    expect(attempts()).toEqual([])
  })

  it.each([
    ['basic', 'on-its-way'],
    ['basic', 'answer'],
    ['ntlm', 'on-its-way'],
    ['ntlm', 'answer'],
  ] as const)('with a credential of %s, lost %s, is never replaced', async (scheme, at) => {
    const opened = await over({ loses: (asked) => (isCredential(asked) ? at : undefined) })
    expect((await ask({ scheme })).result).toBe('unclear')
    expect(opened()).toBe(1)
    expect(credentialsSeen()).toHaveLength(at === 'answer' ? 1 : 0)
    // Nor is the password sent by anybody else, since nobody knows what came of it.
    expect(await ask({ scheme })).toMatchObject({ result: 'not-sent', withheld: 'sign-in-unanswered' })
  })

  it.each(['basic', 'ntlm'] as const)(
    'with a wrong password of which the rejection was lost costs one bad sign-in with %s',
    async (scheme) => {
      const own = context.connections
      context = await contextWith('wrong')
      await own.close()
      await over({ loses: (asked) => (isCredential(asked) ? 'answer' : undefined) })
      expect((await ask({ scheme })).result).toBe('unclear')
      expect(await ask({ scheme })).toMatchObject({ withheld: 'sign-in-unanswered' })
      expect(lab.badSignIns('alice').total).toBe(1)
    },
  )

  describe('and cannot be replaced in the middle of a sign-in', () => {
    /** One connection stands and is idle; what `then` throws is what opening another comes to. */
    async function afterOne(scheme: 'ntlm' | 'basic', then: () => Error) {
      let opened = 0
      const connections = createConnectionPool(async (where, dependencies) => {
        opened += 1
        if (opened > 1) throw then()
        return openHttpConnection(where, dependencies)
      })
      await context.connections.close()
      context = { ...context, connections }
      await withConnection(target(), context, (connection) => connection.request(request()))
      const { budget } = context
      // Cut once the sign-in's turn has come.
      const spend: typeof budget.spend = (wanted, attempt) =>
        budget.spend(wanted, async () => {
          await lab.setFaults([])
          return attempt()
        })
      const asked = requestAsAccount(
        target(),
        request(),
        { scheme, url: url().href, gatherer: 'test' },
        { ...context, budget: { ...budget, spend } },
      )
      return { asked, opened: () => opened }
    }

    it.each(['basic', 'ntlm'] as const)(
      'has cost the password nothing with %s, of which none was sent',
      async (scheme) => {
        const { asked, opened } = await afterOne(scheme, () => lostAt(target().host))
        await expect(asked).rejects.toThrow(WireError)
        // The one in its place, and the one of the second time.
        expect(opened()).toBe(3)
        expect(attempts()).toEqual([])
        expect(context.budget.record().withheld).toEqual([])
      },
    )

    it.each(['cancelled', 'connection-refused', 'connection-timed-out'] as const)(
      'is not begun again where that is %s',
      async (code) => {
        const { asked, opened } = await afterOne('ntlm', () => new WireError(code, target().host))
        await expect(asked).rejects.toMatchObject({ failure: { code } })
        expect(opened()).toBe(2)
        expect(attempts()).toEqual([])
      },
    )

    it('is not begun again where this machine has run out of files, and holds nothing against the password', async () => {
      const shortage = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' })
      const { asked, opened } = await afterOne('ntlm', () => shortage)
      await expect(asked).rejects.toBe(shortage)
      expect(opened()).toBe(2)
      expect(attempts()).toEqual([])
    })
  })

  it('throws what is our bug once the credential is on its way, and takes it for sent', async () => {
    const bug = new Error('a bug')
    const connections = createConnectionPool(async (where, dependencies) => {
      const connection = await openHttpConnection(where, dependencies)
      const failing: typeof connection.request = async (asked, own) => {
        if (isCredential(asked)) throw bug
        return connection.request(asked, own)
      }
      return { ...connection, request: failing }
    })
    await context.connections.close()
    context = { ...context, connections }
    await expect(ask()).rejects.toBe(bug)
    expect(attempts()).toEqual(['unclear'])
    expect(await ask()).toMatchObject({ withheld: 'sign-in-unanswered' })
  })

  describe.each<[offered: Scheme, faults: FaultId[]]>([
    ['ntlm', []],
    ['negotiate', ['ews-ntlm-in-negotiate-only']],
  ])('both times behind NTLM’s first message, where %s is offered, is told as that and no more', (offered, faults) => {
    beforeEach(async () => {
      await lab.setFaults(faults)
      await over({ loses: (asked) => (isFirstOfNtlm(asked) ? 'on-its-way' : undefined) })
    })

    it('where the best scheme is wanted', async () => {
      const options = { url: url().href, gatherer: 'test', schemes: ['ntlm'], namedBy: 'administrator' } as const
      const answer = await requestWithBestScheme(target(), request(), options, context)
      expect(answer.last.exchange.failure?.code).toBe('connection-reset')
      expect(answer).not.toHaveProperty('withheld')
      expect(context.budget.record()).toEqual({ attempts: [], withheld: [] })
    })

    it('at Autodiscover', async () => {
      const where = new URL('/Autodiscover/Autodiscover.xml', url())
      const asking: AutodiscoverAttempt = {
        method: 'https-domain',
        urls: [where.href],
        result: 'asks-for-sign-in',
        asks: { schemes: [offered], asExchange: true },
        exchanges: [],
      }
      context.gathered.dnsAnswers = namesOf(target().host)
      const { attempt } = await goSignedIn({ attempt: asking }, lab.organisation.mailbox, context)
      expect(attempt).toMatchObject({ result: 'sign-in-broken', failure: { code: 'connection-reset' } })
      expect(context.budget.record()).toEqual({ attempts: [], withheld: [] })
    })
  })

  describe('without a credential', () => {
    const askBest = () =>
      requestWithBestScheme(
        target(),
        request(),
        { url: url().href, gatherer: 'test', schemes: ['basic'], namedBy: 'administrator' },
        context,
      )

    it.each<[string, Line, code: string]>([
      ['opened', { reset: (number) => number === 1 }, 'tls-failed'],
      ['asked', { loses: (_asked, number) => (number === 1 ? 'on-its-way' : undefined) }, 'connection-reset'],
    ])('while it is %s is replaced once, and what was seen of it stays', async (_when, line, code) => {
      await over(line)
      const answer = await askBest()
      expect(answer).toMatchObject({ signedInWith: 'basic', last: { exchange: { status: 200 } } })
      expect(codes(answer.exchanges)).toEqual([code, undefined, undefined])
      expect(attempts()).toEqual(['accepted'])
    })

    it('is not replaced a second time', async () => {
      const opened = await over({ loses: () => 'on-its-way' })
      const { last, exchanges } = await askBest()
      expect(last.exchange.failure?.code).toBe('connection-reset')
      expect(exchanges).toHaveLength(2)
      expect(opened()).toBe(2)
    })

    it('is not replaced where an answer was cut behind its head', async () => {
      const certificates = await createTestCertificates()
      const server = await startTlsServer({ ...certificates.good, ALPNProtocols: ['http/1.1'] }, (socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\n'))
      })
      const options = { url: url().href, gatherer: 'test', schemes: ['basic'], namedBy: 'administrator' } as const
      const { exchanges } = await requestWithBestScheme(
        server.target([certificates.authority]),
        request(),
        options,
        context,
      ).finally(() => server.close())
      expect(exchanges).toMatchObject([{ status: 503, failure: { code: 'connection-reset' } }])
      expect(server.connections()).toBe(1)
    })

    it('is not replaced where the port is closed, or nobody answered in time', async () => {
      for (const code of ['connection-refused', 'connection-timed-out'] as const) {
        let tries = 0
        const connections = createConnectionPool(async () => {
          tries += 1
          throw new WireError(code, 'mail.contoso.test:443')
        })
        await context.connections.close()
        context = { ...context, connections }
        await expect(askBest()).rejects.toThrow(WireError)
        expect(tries).toBe(1)
      }
    })

    it('is replaced once where EWS is asked for its schemes, and what was seen of it stays', async () => {
      await over({ reset: (number) => number === 1 })
      const needed = {
        endpoints: { ews: { url: url().href } },
        dnsAnswers: namesOf(target().host),
        tlsHandshake: {},
      } as unknown as Parameters<typeof ewsChallenge.gather>[0]
      const found = await ewsChallenge.gather(needed, context)
      expect(found).toMatchObject({ exchange: { status: 401 }, lost: [{ failure: { code: 'tls-failed' } }] })
      expect(found).not.toHaveProperty('failure')
    })

    it('is replaced once where it asks whether Negotiate takes NTLM', async () => {
      await lab.setFaults(['ews-ntlm-in-negotiate-only'])
      await over({ reset: (number) => number === 1 })
      const found = await askNtlmInNegotiate(target(), request(), context)
      expect(found).toMatchObject({ taken: true, lost: [{ failure: { code: 'tls-failed' } }] })
    })
  })
})
