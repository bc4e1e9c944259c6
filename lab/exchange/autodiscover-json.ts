import { fromFrontEnd, type Header, notFound, type Reply, redirect } from '../http/reply.ts'
import { userOfMailbox } from '../users.ts'
import { addressesOf, inFrontOfAutodiscover } from './autodiscover-front.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'

const json: Header = ['Content-Type', 'application/json; charset=utf-8']

/** Autodiscover v2, which the front end answers itself, without a sign-in. */
export const autodiscoverJson: VirtualDirectory = {
  path: '/autodiscover/autodiscover.json',
  signIn: ({ autodiscover }) => autodiscover,
  beforeSignIn: (asked, at) => inFrontOfAutodiscover(asked, at.settings) ?? answerTo(asked, at),
  answer: (asked, _user, at) => answerTo(asked, at),
}

function answerTo(asked: Asked, { server, settings }: Pick<Answering, 'server' | 'settings'>): Reply {
  const email = parameter(asked, 'email')
  const protocol = parameter(asked, 'protocol').toLowerCase()
  if (settings.autodiscover.json === 'not-published') return notFound()
  // A mailbox of Exchange Online, of which the organisation keeps a remote mailbox.
  if (settings.autodiscover.json === 'cloud') {
    const query = `Email=${encodeURIComponent(email)}&Protocol=${encodeURIComponent(protocol)}&RedirectCount=1`
    return redirect(`https://outlook.office365.com/autodiscover/autodiscover.json?${query}`)
  }
  const { activeSync, internalEws, externalEws, origin } = addressesOf(settings, asked.port)
  const urls: Record<string, [name: string, url: string]> = {
    activesync: ['ActiveSync', activeSync],
    ews: ['EWS', externalEws || internalEws],
    autodiscoverv1: ['AutodiscoverV1', `${origin}/autodiscover/autodiscover.xml`],
  }
  const found = Object.hasOwn(urls, protocol) ? urls[protocol] : undefined
  if (found === undefined) {
    const supported = 'ActiveSync,AutodiscoverV1,Ews'
    const text = `The given protocol value '${protocol}' is invalid. Supported values are '${supported}'`
    return refusal(server, 400, 'InvalidProtocol', text)
  }
  if (!settings.autodiscover.knowsAddresses || userOfMailbox(email) === undefined) {
    return refusal(server, 404, 'UserNotFound', 'The given user is not found')
  }
  const [name, url] = found
  return fromFrontEnd(server, 200, [json], JSON.stringify({ Protocol: name, Url: url }))
}

function refusal(server: string, status: number, code: string, message: string): Reply {
  return fromFrontEnd(server, status, [json], JSON.stringify({ ErrorCode: code, ErrorMessage: message }))
}

/** Names of parameters compare without case, as everywhere in ASP.NET. */
function parameter({ query }: Asked, name: string): string {
  for (const [key, value] of query) if (key.toLowerCase() === name) return value
  return ''
}
