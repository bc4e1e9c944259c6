import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { createEwsBackOff } from '../../../../electron/engine/gather/ews-back-off.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { reachability } from '../../../../electron/engine/gather/reachability.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { defaultHttpLimits, type HttpConnection } from '../../../../electron/engine/wire/http-connection.ts'
import type { TlsPeer } from '../../../../electron/engine/wire/tls-connection.ts'
import { trustOf } from '../../../../electron/engine/wire/trust.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import type { FailureCode } from '../../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../../shared/artifacts/http-exchange.ts'
import { Reachability } from '../../../../shared/artifacts/reachability.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import {
  dnsAnswers,
  endpoints,
  ewsChallenge,
  exchange,
  failure,
  nameAnswer,
  tlsHandshake,
} from '../../../shared/checks/artifact-builders.ts'

const organisation = Organisation.parse({
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'alice@contoso.test',
})

/** How a server answers: a status, the whole exchange, or how the connection failed. */
type Answer = number | FailureCode | HttpExchange

/** What the silence was that was waited for, and whether the other side ends connections in it. */
type Silence = { idleSeconds: number; ended: boolean }

/**
 * What the gatherer brings back from a server that answers like this, the most connections that were open at once, and
 * the shortest time after which one of them is closed by ourselves.
 */
async function gathered(
  answerTo: (bytes: number, before: number) => Answer,
  silence?: Silence,
  monotonic = () => performance.now(),
) {
  let open = 0
  let most = 0
  let isEnded = false
  const ownIdle: (number | undefined)[] = []
  const opened = () => {
    open += 1
    most = Math.max(most, open)
  }
  const pool = createConnectionPool(async (_target, { limits }) => {
    opened()
    ownIdle.push(limits?.idleMilliseconds)
    let before = 0
    const connection: HttpConnection = {
      peer: { address: '10.20.0.14' } as TlsPeer,
      request: async ({ body = '' }) => {
        const answer = isEnded ? 'connection-reset' : answerTo(body.length, before)
        before += 1
        const told = typeof answer === 'number' ? exchange(answer) : answer
        const seen = typeof told === 'string' ? exchange(undefined, { failure: failure(told) }) : told
        return { exchange: seen, body: Buffer.alloc(0) }
      },
      isOpen: () => !isEnded,
      close: async () => {
        open -= 1
      },
    }
    return connection
  })
  const context: GatherContext = {
    organisation: { ...organisation, ...(silence && { idleSeconds: silence.idleSeconds }) },
    password: undefined,
    profile: nylas,
    trust: trustOf(organisation),
    signal: new AbortController().signal,
    now: () => new Date(),
    monotonic,
    random: randomBytes,
    sleep: async () => {
      isEnded = silence?.ended ?? false
    },
    timeout: () => new AbortController().signal,
    watchTimers: () => ({ lateMilliseconds: () => 0, stop: () => undefined }),
    budget: await createSignInBudget().begin({ domain: 'contoso.test', username: undefined, password: undefined }),
    ewsBackOff: createEwsBackOff({ monotonic: () => performance.now(), sleep: async () => undefined }),
    connections: {
      ...pool,
      reserve: async () => {
        opened()
        await new Promise(setImmediate)
        open -= 1
        throw new WireError('connection-reset', 'mail.contoso.test:443')
      },
    },
    limits: defaultHttpLimits,
    redact: (text) => text,
    gathered: {},
    obstacles: {},
  }
  const needed = {
    ...endpoints(),
    ...dnsAnswers(nameAnswer()),
    ...tlsHandshake(),
    ...ewsChallenge(exchange(401), ['ntlm']),
  }
  const found = Reachability.parse(await reachability.gather(needed, context))
  await pool.close()
  expect(open).toBe(0)
  return { found, most, ownIdle }
}

it('has four connections at once: two only to see whether they come about, and two that are asked', async () => {
  const { found, most } = await gathered(() => 401)
  expect(most).toBe(4)
  expect(found.knocks).toEqual(Array.from({ length: 10 }, () => ({ failure: failure('connection-reset') })))
  expect(found).toMatchObject({ first: { status: 401 }, second: { status: 401 }, large: { status: 401 } })
})

describe('requests one after another on one connection', () => {
  it('are eight, where each is answered', async () => {
    const { found } = await gathered(() => 401)
    expect(found.further).toHaveLength(6)
  })

  it.each([1, 2, 3, 7])('end with the one that is lost, after %i', async (lasts) => {
    const { found } = await gathered(
      (bytes, before) => (bytes < 60_000 && before >= lasts ? 'connection-reset' : 401),
      {
        idleSeconds: 90,
        ended: false,
      },
    )
    const inARow = [found.first, found.second, ...(found.further ?? [])]
    expect(inARow).toHaveLength(lasts === 1 ? 2 : lasts + 1)
    expect(inARow.filter((probe) => probe?.failure)).toHaveLength(1)
    expect(inARow.at(-1)).toMatchObject({ failure: { code: 'connection-reset' } })
    expect(found).not.toHaveProperty('afterIdle')
  })

  it('are two at a server that needs seconds for each', async () => {
    let now = 0
    const { found } = await gathered(
      () => {
        now += 10_000
        return 401
      },
      undefined,
      () => now,
    )
    expect(found).toMatchObject({ first: { status: 401 }, second: { status: 401 } })
    expect(found).not.toHaveProperty('further')
  })
})

it.each<[version: '1.0' | undefined, connection: string | undefined, announced: boolean]>([
  ['1.0', undefined, true],
  ['1.0', 'close', true],
  ['1.0', 'Keep-Alive', false],
  [undefined, undefined, false],
  [undefined, 'Upgrade, Close', true],
  [undefined, 'keep-alive', false],
])('an answer of HTTP/%s with Connection: %s announces its end: %s', async (version, connection, announced) => {
  const headers: [string, string][] = connection === undefined ? [] : [['Connection', connection]]
  const { found } = await gathered(() => exchange(401, { headers, ...(version && { version }) }))
  expect(found.first).toMatchObject({ status: 401, closeAnnounced: announced })
  expect(found.second === undefined).toBe(announced)
  expect(found.ntlm?.challenge).toMatchObject({ closeAnnounced: announced })
})

describe('silence', () => {
  it('is not ended by ourselves', async () => {
    const { found, ownIdle } = await gathered(() => 401, { idleSeconds: 600, ended: false })
    expect(found.afterIdle).toMatchObject({ idleSeconds: 600, probe: { status: 401 } })
    expect(found.afterIdle).not.toHaveProperty('closedMeanwhile')
    expect(ownIdle.filter((milliseconds = 0) => milliseconds > 600_000)).toHaveLength(1)
  })

  it('that the other side ended is told from a connection that was forgotten', async () => {
    const { found } = await gathered(() => 401, { idleSeconds: 150, ended: true })
    expect(found.afterIdle).toMatchObject({ closedMeanwhile: true, probe: { failure: { code: 'connection-reset' } } })
  })
})

describe('a large request', () => {
  it.each<[string, Answer[], object]>([
    ['that is lost once is sent again, and says nothing of its size then', ['connection-reset', 401], { status: 401 }],
    ['that is lost twice is lost', ['connection-reset', 'connection-reset'], { failure: { code: 'connection-reset' } }],
    ['that meets a busy server is sent again', [503, 401], { status: 401 }],
    ['that meets it twice keeps that answer', [502, 503], { status: 503 }],
    ['that is refused is not sent again', [403], { status: 403 }],
    [
      'that is not answered in time is not sent again',
      ['response-timed-out'],
      { failure: { code: 'response-timed-out' } },
    ],
  ])('%s', async (_name, answers, expected) => {
    const left = [...answers]
    const { found } = await gathered((bytes) => (bytes > 60_000 ? (left.shift() ?? 200) : 401))
    expect(found.large).toMatchObject(expected)
    expect(left).toEqual([])
  })
})
