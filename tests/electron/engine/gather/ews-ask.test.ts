import { beforeEach, describe, expect, it, vi } from 'vitest'
import { askEws } from '../../../../electron/engine/gather/ews-ask.ts'
import { createEwsBackOff } from '../../../../electron/engine/gather/ews-back-off.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import type { HttpAnswer, HttpRequest } from '../../../../electron/engine/wire/http-connection.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'

const url = new URL('https://mail.contoso.test/EWS/Exchange.asmx')
const request: HttpRequest = { method: 'POST', path: url.pathname, headers: {}, body: '<Envelope/>' }
const noError = '<Envelope><ResponseCode>NoError</ResponseCode></Envelope>'
const busy =
  '<Envelope><Fault><ResponseCode>ErrorServerBusy</ResponseCode><Value Name="BackOffMilliseconds">2000</Value></Fault></Envelope>'

type Canned = { status: number; headers?: [string, string][]; body?: string }

let waits: number[]
let ewsBackOff: GatherContext['ewsBackOff']
beforeEach(() => {
  waits = []
  let ahead = 0
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
    ahead += milliseconds
  }
  ewsBackOff = createEwsBackOff({ monotonic: () => ahead, sleep })
})

function answerOf({ status, headers = [], body = '' }: Canned): HttpAnswer {
  const startedAt = '2026-01-01T00:00:00.000Z'
  const from: [string, string][] = [['X-FEServer', 'EXCH01'], ...headers]
  const exchange = { method: 'POST', url: url.href, address: '127.0.0.1', requestHeaders: [], headers: from, startedAt }
  return { exchange: { ...exchange, status, milliseconds: { total: 1 } }, body: Buffer.from(body) }
}

/** A server that gives these answers, one after another, and what a gatherer knows there. */
async function contextOf(answers: Canned[]): Promise<GatherContext> {
  const left = [...answers]
  const lease = {
    peer: { trusted: true, chain: [] },
    session: () => undefined,
    isOpen: () => true,
    signedInAs: () => undefined,
    request: async () => answerOf(left.shift() ?? { status: 200, body: noError }),
  }
  const account = { username: 'CONTOSO\\alice' }
  return {
    organisation: { domain: 'contoso.test', mailbox: 'alice@contoso.test', account },
    password: 'correct horse',
    profile: nylas,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
    random: (length: number) => Buffer.alloc(length),
    budget: await createSignInBudget().begin({ domain: 'contoso.test', ...account, password: 'correct horse' }),
    ewsBackOff,
    connections: { lend: async (_target: unknown, _wanted: unknown, _context: unknown, use: Lend) => use(lease) },
  } as unknown as GatherContext
}
type Lend = (lease: unknown) => unknown

async function ask(scheme: 'ntlm' | 'basic', answers: Canned[]) {
  const context = await contextOf(answers)
  const target = { host: url.hostname, port: 443, address: '127.0.0.1', trust: context.trust }
  return askEws({ url, target, request, scheme, gatherer: 'ewsGetFolder' }, context)
}

describe('a question to EWS', () => {
  it('brings back what the answer says, with its XML', async () => {
    const { seen, root } = await ask('basic', [{ status: 200, body: noError }])
    expect(seen).toMatchObject({ status: 200, responseCode: 'NoError' })
    expect(root?.name).toBe('Envelope')
    expect(seen).not.toHaveProperty('root')
  })

  it('is asked once more after the wait that a SOAP fault asks for', async () => {
    const { seen } = await ask('basic', [
      { status: 500, body: busy },
      { status: 200, body: noError },
    ])
    expect(waits).toEqual([2_000])
    expect(seen).toMatchObject({ responseCode: 'NoError', waitedMilliseconds: 2_000 })
  })

  it('waits as well where NTLM’s first message is already told to wait, and says no wait that was none', async () => {
    const { seen } = await ask('ntlm', [{ status: 503, headers: [['Retry-After', '3']] }])
    expect(waits).toEqual([3_000])
    expect(seen.waitedMilliseconds).toBe(3_000)
  })

  it('is not asked again where it is to wait for longer than a run does', async () => {
    const { seen } = await ask('ntlm', [{ status: 429, headers: [['Retry-After', '600']] }])
    expect(waits).toEqual([])
    expect(seen).toMatchObject({ status: 429, backOffMilliseconds: 600_000 })
    expect(seen).not.toHaveProperty('waitedMilliseconds')
    expect(await ewsBackOff.mayAsk(new AbortController().signal)).toBe(false)
  })

  it('has its answer read once, for the wish to be left alone and for everything else', async () => {
    const decode = vi.spyOn(TextDecoder.prototype, 'decode')
    try {
      const { seen } = await ask('basic', [{ status: 200, body: noError }])
      expect(seen.responseCode).toBe('NoError')
      expect(decode).toHaveBeenCalledTimes(1)
    } finally {
      decode.mockRestore()
    }
  })
})
