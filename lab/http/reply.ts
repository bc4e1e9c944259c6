import { randomBytes, randomUUID } from 'node:crypto'
import type { RawAnswer } from '../hostile/raw-answer.ts'

export type Header = readonly [name: string, value: string]

/** One HTTP response, before Date, Content-Length and Connection. */
export interface Reply {
  readonly status: number
  readonly headers: readonly Header[]
  readonly body: string | Uint8Array
  /** What goes out in place of all that, when it is there. */
  readonly raw?: RawAnswer
}

/** Exchange Server SE with the second edition of the security update of September 2026. */
export const build = { major: 15, minor: 2, build: 2562, revision: 53 } as const
const VERSION = `${build.major}.${build.minor}.${build.build}.${build.revision}`

const IIS: readonly Header[] = [
  ['Server', 'Microsoft-IIS/10.0'],
  ['X-Powered-By', 'ASP.NET'],
]

/** What the front end of `server` puts on every answer of an Exchange virtual directory. */
function frontEnd(server: string): Header[] {
  return [...IIS, ['request-id', randomUUID()], ['X-OWA-Version', VERSION], ['X-FEServer', server]]
}

/** A 401 with its challenges. Exchange sends no body with it. */
export function unauthorized(server: string, challenges: readonly string[]): Reply {
  const offers = challenges.map((value): Header => ['WWW-Authenticate', value])
  return { status: 401, headers: [...frontEnd(server), ...offers], body: '' }
}

/** An answer that the front end gives without asking the mailbox server. */
export function fromFrontEnd(server: string, status: number, headers: readonly Header[] = [], body = ''): Reply {
  return { status, headers: [...frontEnd(server), ...headers], body }
}

/** An answer of the mailbox server, by way of the front end: the headers that appear only once signed in. */
export function fromMailboxServer(server: string, status: number, headers: readonly Header[] = [], body = ''): Reply {
  const backEnd: Header[] = [
    ['X-CalculatedBETarget', `${server.toLowerCase()}.contoso.test`],
    ['X-DiagInfo', server],
    ['X-BEServer', server],
    ['X-AspNet-Version', '4.0.30319'],
    ['Cache-Control', 'private'],
    ['Set-Cookie', `exchangecookie=${randomBytes(16).toString('hex')}; path=/; HttpOnly`],
  ]
  return { status, headers: [...frontEnd(server), ...backEnd, ...headers], body }
}

export const xmlContent: Header = ['Content-Type', 'text/xml; charset=utf-8']
export const htmlContent: Header = ['Content-Type', 'text/html']

/** A page of IIS itself, outside of Exchange. */
export function fromIis(status: number, headers: readonly Header[], body: string): Reply {
  return { status, headers: [...IIS, ...headers], body }
}

/** The page that IIS shows a remote client for a path that is not there. */
export function notFound(): Reply {
  const title = '404 - File or directory not found.'
  const text =
    'The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.'
  return fromIis(404, [htmlContent], page(title, `<h2>${title}</h2>\n<h3>${text}</h3>`))
}

/** An error page of IIS, whose title says the substatus: `403.4 - Forbidden: …`. */
export function iisError(status: number, title: string): Reply {
  return fromIis(status, [htmlContent], page(title, `<h2>${title}</h2>`))
}

/** A redirect as IIS writes it, page and all. */
export function redirect(location: string): Reply {
  const body = page('Object moved', `<h1>Object Moved</h1>This document may be found <a HREF="${location}">here</a>`)
  return fromIis(302, [['Location', location], htmlContent], body)
}

/** What http.sys, below IIS, says to a request that it will not pass on. */
export function httpSysError(status: number, title: string, detail: string): Reply {
  const body = page(title, `<h2>${title} - ${detail}</h2>\n<hr><p>HTTP Error ${status}.</p>`)
  return {
    status,
    headers: [
      ['Server', 'Microsoft-HTTPAPI/2.0'],
      ['Content-Type', 'text/html; charset=us-ascii'],
    ],
    body,
  }
}

function page(title: string, body: string): string {
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><title>${title}</title></head>
<body>
${body}
</body></html>
`
}
