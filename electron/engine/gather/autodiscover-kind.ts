import type { Autodiscover } from '../../../shared/artifacts/autodiscover.ts'
import type { AutodiscoverSoap } from '../../../shared/artifacts/autodiscover-kinds.ts'
import { t } from '../../../shared/language/translate.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { leadsToSignIn, redirectTarget, takeHop } from './autodiscover-hops.ts'
import { unauthorised } from './autodiscover-unauthorised.ts'
import { lookedUpTarget } from './autodiscover-walk.ts'
import { requestWithBestScheme } from './best-scheme.ts'
import { isFormForPeople } from './exchange-signs.ts'
import { Blocked, type GatherContext } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'

/** What every kind of Autodiscover that is signed in to has in common. */
export type Kind = Pick<
  AutodiscoverSoap,
  | 'urls'
  | 'result'
  | 'mailbox'
  | 'status'
  | 'errorCode'
  | 'errorMessage'
  | 'withheld'
  | 'certificateProblem'
  | 'exchanges'
  | 'failure'
>

type Meaning<S> =
  | { kind: 'settings'; settings: S }
  | { kind: 'redirect'; url: string }
  | { kind: 'redirect-address'; address: string }
  | { kind: 'error'; code: string; message: string }

/** As many as clients take before they give up. */
const MAXIMUM_MAILBOXES = 5

/** The address at which POX gave settings: the other kinds are asked on the same server. */
export function whereSettingsCameFrom({ attempts }: Autodiscover): URL | Blocked {
  const giver = attempts.find(({ result }) => result === 'settings')
  const url = giver?.urls.at(-1)
  if (url) return new URL(url)
  return new Blocked('autodiscover', withoutSettings(attempts.map(({ result }) => result)))
}

function withoutSettings(results: readonly string[]): string {
  if (results.includes('sign-in-rejected')) return t`Autodiscover rejects the sign-in.`
  if (results.includes('sign-in-withheld')) return t`Autodiscover asks for a sign-in, and none was sent.`
  return t`Autodiscover gives no settings, so that its other kinds were not asked.`
}

/**
 * Asks one kind of Autodiscover, signed in where that is asked for, and follows its redirects: to another address under
 * the guards of redirects, or for another mailbox of the organisation's own, none twice.
 */
export async function askKind<S>(
  start: string,
  gatherer: string,
  requestTo: (url: URL, mailbox: string) => HttpRequest,
  read: (body: Buffer, where: string) => Meaning<S>,
  context: GatherContext,
): Promise<{ kind: Kind; settings?: S }> {
  const { organisation } = context
  const kind: Kind = { urls: [start], result: 'unreachable', mailbox: organisation.mailbox, exchanges: [] }
  const mailboxes = [organisation.mailbox.toLowerCase()]
  for (;;) {
    const url = new URL(kind.urls.at(-1) ?? start)
    const step = await askOnce(url, gatherer, requestTo(url, kind.mailbox), read, kind, context)
    if (step.kind === 'end') return { kind: { ...kind, ...step.end } }
    if (step.kind === 'settings')
      return { kind: { ...kind, ...step.seen, result: 'settings' }, settings: step.settings }
    if (step.kind === 'error') {
      const result = step.code === 'ServerBusy' ? 'busy' : 'error-response'
      return { kind: { ...kind, ...step.seen, result, errorCode: step.code, errorMessage: step.message } }
    }
    if (step.kind === 'redirect') {
      if (!URL.canParse(step.url)) return { kind: { ...kind, ...step.seen, result: 'not-autodiscover' } }
      const refused = takeHop(kind.urls, new URL(step.url).href, organisation)
      if (refused) return { kind: { ...kind, ...step.seen, result: refused } }
      continue
    }
    const next = step.address.toLowerCase()
    if (mailboxes.includes(next) || mailboxes.length >= MAXIMUM_MAILBOXES) {
      return { kind: { ...kind, ...step.seen, result: 'address-loop' } }
    }
    if (!isOwnHost(next.split('@').at(-1) ?? '', organisation)) {
      kind.urls.push(`mailto:${step.address}`)
      return { kind: { ...kind, ...step.seen, result: 'redirect-refused' } }
    }
    mailboxes.push(next)
    kind.mailbox = step.address
  }
}

type Step<S> =
  | { kind: 'end'; end: Pick<Kind, 'result'> & Partial<Kind> }
  | (Meaning<S> & { seen: Pick<Kind, 'status'> })

async function askOnce<S>(
  url: URL,
  gatherer: string,
  request: HttpRequest,
  read: (body: Buffer, where: string) => Meaning<S>,
  kind: Kind,
  context: GatherContext,
): Promise<Step<S>> {
  const end = (rest: Pick<Kind, 'result'> & Partial<Kind>): Step<S> => ({ kind: 'end', end: rest })
  try {
    const target = await lookedUpTarget(url, context)
    const options = { url: url.href, gatherer, schemes: ['ntlm', 'basic'], namedBy: 'network' } as const
    const answer = await requestWithBestScheme(target, request, options, context)
    kind.exchanges.push(...answer.exchanges)
    const { exchange, body } = answer.last
    const { status, failure } = exchange
    if (failure || status === undefined) return end({ result: 'unreachable', ...(failure && { failure }) })
    if (answer.broken) {
      const failed = { code: 'ntlm-malformed', where: url.host, detail: answer.broken } as const
      return end({ result: 'sign-in-broken', status, failure: failed })
    }
    if (status === 401) return end(unauthorised(url, answer.withheld, answer.certificateProblem, context.organisation))
    const location = redirectTarget(exchange, url.href)
    if (location !== undefined) {
      return leadsToSignIn(location)
        ? end({ result: 'sign-in-page', status, urls: [...kind.urls, location] })
        : { kind: 'redirect', url: location, seen: { status } }
    }
    if ([403, 404, 405].includes(status)) return end({ result: 'not-found', status })
    // 500 carries a SOAP fault; other answers are pages for people.
    if (status !== 200 && status !== 500) return end({ result: 'server-error', status })
    if (isFormForPeople(exchange)) return end({ result: 'sign-in-page', status })
    try {
      return { ...read(body, url.host), seen: { status } }
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return end({ result: status === 500 ? 'server-error' : 'not-autodiscover', status, failure: error.failure })
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return end({ result: 'unreachable', failure: error.failure })
  }
}
