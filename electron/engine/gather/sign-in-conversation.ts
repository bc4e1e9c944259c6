import { isBrokenOff } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { NtlmChallenge, WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { SignInResult } from '../run/sign-in-budget.ts'
import type { HttpAnswer, HttpConnection, HttpRequest } from '../wire/http-connection.ts'
import { toNtlmChallenge } from '../wire/ntlm/challenge-message.ts'
import { channelBindingOf } from '../wire/ntlm/channel-binding.ts'
import { loadMd4 } from '../wire/ntlm/md4.ts'
import { createNtlmClient, type NtlmClient } from '../wire/ntlm/ntlm-client.ts'
import { NtlmError } from '../wire/ntlm/ntlm-error.ts'
import { WireError } from '../wire/wire-error.ts'
import { beginsAsPage, hasForm, isFromExchange, isHtml, isJson } from './exchange-signs.ts'
import type { GatherContext } from './gatherer.ts'
import { challengeToken, mayHideNtlm } from './offered-schemes.ts'

export type SignedInScheme = 'ntlm' | 'basic'

/** One signed-in request: what came back last, and how the sign-in went. */
export type SignedAnswer = {
  result: SignInResult
  withheld?: WithheldReason
  exchanges: HttpExchange[]
  /** The answer to the request with the credential; absent when none was sent. */
  answer?: { exchange: HttpExchange; body: Buffer }
  challenge?: NtlmChallenge
  channelBinding?: string
  /** The NTLM message that could not be read, in words. */
  malformed?: string
}

/**
 * Sends `request` with a credential over this connection, if the budget allows and the connection is trusted.
 * With NTLM the connection must be one that nothing else is sent on in between (MS-NTHT section 1.3).
 */
export async function requestSignedIn(
  connection: HttpConnection,
  request: HttpRequest,
  options: {
    scheme: SignedInScheme
    url: string
    gatherer: string
    host: string
    /** NTLM's channel binding: sixteen bytes, or null for none; left out, it is that of the server's certificate. */
    channelBinding?: Buffer | null
  },
  context: GatherContext,
): Promise<SignedAnswer> {
  const account = context.organisation.account
  const { password } = context
  const withhold = (reason: WithheldReason): SignedAnswer => {
    context.budget.withhold(options, reason)
    return { result: 'not-sent', withheld: reason, exchanges: [] }
  }
  if (!account) return withhold('no-account')
  if (password === undefined) return withhold('no-password')
  if (!connection.peer.trusted) return withhold('certificate-untrusted')

  let answer: SignedAnswer = { result: 'not-sent', exchanges: [] }
  let unsent: { error: unknown } | undefined
  let isLeaving = false
  const { username } = account
  const leave = () => {
    isLeaving = true
  }
  const credentials = { username, password, leave }
  const spent = await context.budget.spend({ ...options, username, password }, async () => {
    try {
      answer =
        options.scheme === 'ntlm'
          ? await withNtlm(connection, request, options, credentials, context)
          : await withBasic(connection, request, credentials, context)
      return answer.result
    } catch (error) {
      // A connection throws a WireError only where it was closed and none has come about in its place.
      if (isLeaving && !(error instanceof WireError)) throw error
      unsent = { error }
      return 'not-sent'
    }
  })
  if (unsent) throw unsent.error
  const sent = spent === 'accepted' || spent === 'rejected' || spent === 'unclear' || spent === 'not-sent'
  return sent ? answer : { result: 'not-sent', withheld: spent, exchanges: [] }
}

type Credentials = {
  username: string
  password: string
  /** To be told before anything of it is given to the connection. */
  leave: () => void
}

/** RFC 7617: user and password in UTF-8, the charset that IIS and Exchange have taken since 2007. */
async function withBasic(
  connection: HttpConnection,
  request: HttpRequest,
  { username, password, leave }: Credentials,
  context: GatherContext,
): Promise<SignedAnswer> {
  const token = Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
  const signedIn = { ...request, headers: { ...request.headers, authorization: `Basic ${token}` } }
  leave()
  const answer = await connection.request(signedIn, context)
  return { result: resultOfCredential(answer, 'basic'), exchanges: [answer.exchange], answer }
}

/** MS-NTHT section 3: negotiate, challenge, authenticate, all three on one connection. */
async function withNtlm(
  connection: HttpConnection,
  request: HttpRequest,
  options: { host: string; channelBinding?: Buffer | null },
  credentials: Credentials,
  context: GatherContext,
): Promise<SignedAnswer> {
  await loadMd4()
  const exchanges: HttpExchange[] = []
  let client: NtlmClient | undefined
  try {
    let channelBinding = bindingFor(connection, options)
    client = createNtlmClient({
      ...credentials,
      workstation: '',
      // Read with the answer to the challenge.
      get channelBinding() {
        return channelBinding
      },
      targetName: `HTTP/${options.host}`,
      random: context.random,
      now: context.now,
    })
    // The body goes with the last message only; servers that ask for a sign-in first do not read it before.
    const { body: _held, ...opening } = request
    const negotiate = client.negotiate().toString('base64')
    let name: 'NTLM' | 'Negotiate' = 'NTLM'
    const ask = async () => {
      const headers = { ...request.headers, authorization: `${name} ${negotiate}` }
      const asked = await connection.request({ ...opening, headers }, context)
      exchanges.push(asked.exchange)
      return asked.exchange
    }
    let asked = await ask()
    if (mayHideNtlm(asked) && !isGivenUp(asked)) {
      name = 'Negotiate'
      asked = await ask()
    }
    const token = challengeToken(asked, name)
    if (!token || isGivenUp(asked)) return { result: 'not-sent', exchanges }
    // The first message may have met a closed connection, and brought about another, to another server of the same name.
    channelBinding = bindingFor(connection, options)
    const authenticate = `${name} ${client.authenticate(token).toString('base64')}`
    credentials.leave()
    const answer = await connection.request(
      { ...request, headers: { ...request.headers, authorization: authenticate } },
      context,
    )
    exchanges.push(answer.exchange)
    return {
      result: resultOfCredential(answer, 'ntlm'),
      exchanges,
      answer,
      ...challengeOf(client),
      ...(channelBinding ? { channelBinding: channelBinding.toString('hex') } : {}),
    }
  } catch (error) {
    if (!(error instanceof NtlmError)) throw error
    return { result: 'not-sent', exchanges, ...(client && challengeOf(client)), malformed: error.message }
  }
}

/** An answer that we gave up reading: the connection ended with that, and it is not the server that closed it. */
function isGivenUp({ failure }: HttpExchange): boolean {
  return failure !== undefined && !isBrokenOff(failure)
}

function bindingFor({ peer }: HttpConnection, asked: { channelBinding?: Buffer | null }): Buffer | undefined {
  if (asked.channelBinding !== undefined) return asked.channelBinding ?? undefined
  const leaf = peer.chain[0]
  return leaf && channelBindingOf(leaf.raw)
}

function challengeOf(client: NtlmClient): Pick<SignedAnswer, 'challenge'> {
  return client.challenge ? { challenge: toNtlmChallenge(client.challenge) } : {}
}

/** A credential that found its connection closed has not left this machine, nor has one of a run that had been stopped. */
function resultOfCredential(answer: HttpAnswer, scheme: SignedInScheme): SignInResult {
  return answer.unsent ? 'not-sent' : resultOf(answer, scheme)
}

/**
 * What an answer to a credential says of it. 401 rejects it. Another answer accepts it only where it comes from Exchange
 * itself, or is a plain success: proxies that sign people in answer a wrong password with a redirect, a page of their own
 * or an error, and taking that for a yes would send the password again and again.
 */
export function resultOf(
  { exchange, body }: Pick<HttpAnswer, 'exchange' | 'body'>,
  scheme: SignedInScheme,
): SignInResult {
  const { status } = exchange
  if (status === 401) return 'rejected'
  if (status === undefined || status === 407 || status === 440) return 'unclear'
  if (isFromExchange(exchange)) return 'accepted'
  if (status < 200 || status >= 300) return 'unclear'
  // None of the protocols answers in HTML or, signed in, in JSON. Whoever took NTLM as far as a challenge says 401 to a
  // wrong password all the same, unless a form is what comes; with Basic any page may be the one that asks again, by a
  // form or a script.
  const text = body.toString('utf8')
  const isPage = isHtml(exchange) || beginsAsPage(text)
  const asksAgain = scheme === 'basic' ? isPage || isJson(exchange) : isPage && hasForm(text)
  return asksAgain ? 'unclear' : 'accepted'
}
