import type { IncomingMessage, ServerResponse } from 'node:http'
import { t } from '../../shared/language/translate.ts'
import { type RendererRoot, readRendererFile } from '../api/renderer-files.ts'
import { securityHeaders } from '../api/security-headers.ts'
import type { OneTimeToken } from './one-time-token.ts'
import { plainPage } from './plain-page.ts'
import { refusalOf } from './request-refusal.ts'
import type { Sessions } from './sessions.ts'

export type PageServerOptions = {
  port: number
  root: RendererRoot
  token: OneTimeToken
  sessions: Sessions
  random: (length: number) => Buffer
}

const howToGetOne = [
  t`Postern opens with the address that it prints when it starts. Each address works once, in one browser, within ten minutes.`,
  t`To get a new one, end Postern in its terminal and start it again.`,
]

const noEntry = {
  used: [
    t`This address was used already`,
    t`The page that was opened with it still works in the browser that used it.`,
  ],
  expired: [t`This address is too old`, t`It was not opened within ten minutes of being printed.`],
  wrong: [t`This address is not right`, t`Its token is none of this Postern’s. It may be from one that has ended.`],
  missing: [t`Postern is not open here`, t`This browser has no session with this Postern.`],
} as const

/** Answers a page's requests: exchanges the token for a session, and serves the renderer's files to whoever has one. */
export function createPageServer(options: PageServerOptions) {
  const { port, root, token, sessions, random } = options

  return async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = random(16).toString('base64')
    for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value)
    response.setHeader('Cache-Control', 'no-store')

    const refusal = refusalOf(request, port, false)
    if (refusal) {
      if (refusal.status === 405) response.setHeader('Allow', 'GET, HEAD')
      // What was sent with it is not read, so the connection can't be used again.
      response.setHeader('Connection', 'close')
      sendPage(request, response, refusal.status, t`Postern does not answer this`, [refusal.sentence])
      return
    }

    const [pathname = '', ...query] = (request.url ?? '').split('?')
    const presented = pathname === '/' ? new URLSearchParams(query.join('?')).getAll('token') : []
    if (presented.length > 0) {
      exchange(request, response, presented)
      return
    }
    if (sessions.find(request.headers.cookie) === undefined) {
      sendNoEntry(request, response, 'missing')
      return
    }
    const file = await readRendererFile(root, pathname, nonce)
    if (file === undefined) {
      sendPage(request, response, 404, t`There is no such page`, [
        t`Postern’s own page is at the address without a path.`,
      ])
      return
    }
    response.setHeader('Content-Type', file.contentType)
    response.setHeader('Cache-Control', file.cacheControl)
    send(request, response, 200, file.body)
  }

  function exchange(request: IncomingMessage, response: ServerResponse, presented: string[]): void {
    // A program that only looks at what an address leads to asks with HEAD; it must not use the token up.
    const verdict = presented.length === 1 && request.method === 'GET' ? token.redeem(presented[0] ?? '') : 'wrong'
    if (verdict === 'accepted') {
      response.setHeader('Set-Cookie', sessions.open())
      response.setHeader('Location', '/')
      send(request, response, 303, Buffer.alloc(0))
    } else if (sessions.find(request.headers.cookie) !== undefined) {
      // Reloaded or opened again where the session is: the address is led to the page it stands for.
      response.setHeader('Location', '/')
      send(request, response, 303, Buffer.alloc(0))
    } else {
      sendNoEntry(request, response, verdict)
    }
  }
}

function sendNoEntry(request: IncomingMessage, response: ServerResponse, why: keyof typeof noEntry): void {
  const [heading, sentence] = noEntry[why]
  sendPage(request, response, 401, heading, [sentence, ...howToGetOne])
}

function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  heading: string,
  sentences: readonly string[],
): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  send(request, response, status, plainPage(heading, sentences))
}

function send(request: IncomingMessage, response: ServerResponse, status: number, body: Buffer): void {
  response.writeHead(status, { 'Content-Length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}
