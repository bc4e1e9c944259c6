import { fromIis, htmlContent, type Reply } from '../http/reply.ts'
import type { SignInFront } from '../settings/sign-in.ts'
import type { Settings } from '../settings.ts'
import type { SignInLog } from './sign-in.ts'

/** What stands in front of EWS sends in the place of Exchange's answer, before anybody has signed in. */
export function beforeExchange(path: string, host: string, front: SignInFront): Reply | undefined {
  if (!isEws(path)) return undefined
  if (front === 'form') return fromIis(200, [htmlContent], FORM)
  if (front === 'redirect') return fromIis(302, [['Location', `https://${host}/my.policy?orig_uri=L0VXUw==`]], '')
  return undefined
}

/** What it makes of Exchange's answer to a request that is not signed in; `challenged` when that holds an NTLM challenge. */
export function onTheWayBack(path: string, reply: Reply, challenged: boolean, front: SignInFront): Reply {
  if (!isEws(path)) return reply
  if (front === 'strips-challenges') {
    return { ...reply, headers: reply.headers.filter(([name]) => name.toLowerCase() !== 'www-authenticate') }
  }
  if (front === 'closes-connections' && challenged) {
    return { ...reply, headers: [...reply.headers, ['Connection', 'close']] }
  }
  return reply
}

/** Whether each request may arrive at the server over another connection than the one before it. */
export function sharesConnections(path: string, front: SignInFront): boolean {
  return isEws(path) && front === 'shares-connections'
}

/** Whether a connection ends with the answer to a request that came to this. */
export function closesConnection(path: string, { result }: SignInLog, { ews, autodiscover }: Settings): boolean {
  if (path.toLowerCase().startsWith('/autodiscover/')) return autodiscover.keepAlive === 'none'
  if (!isEws(path) || ews.keepAlive === 'all') return false
  return ews.keepAlive === 'none' || result === 'no-credential'
}

function isEws(path: string): boolean {
  return path.toLowerCase().startsWith('/ews/')
}

const FORM = `<!DOCTYPE html>
<html><head><title>Contoso Access Gateway</title></head>
<body><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>
`
