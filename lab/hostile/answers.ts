import { setTimeout as wait } from 'node:timers/promises'
import type { Reply } from '../http/reply.ts'
import { entityBomb, externalEntities, foreignSettings, gzipBomb, lyingWbxml, spaces, tenGigabytes } from './bodies.ts'
import { lyingPair, outOfRange, overlapping, oversized } from './ntlm-challenges.ts'
import { RawAnswer } from './raw-answer.ts'

/** What an answer may need to know. */
export interface HostileAsked {
  /** Of the host that has no business here. */
  readonly foreignPort: number
}

const SLOWLY_MILLISECONDS = 20

const text = (line: string): Buffer => Buffer.from(line, 'latin1')

/** Bytes in place of HTTP. `status` is for the log. */
function raw(chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>, status = 200): Reply {
  return { status, headers: [], body: '', raw: new RawAnswer(chunks) }
}

function* endlessly(first: string, again: string): Generator<Uint8Array> {
  if (first !== '') yield text(first)
  for (;;) yield text(again)
}

async function* slowly(line: string): AsyncGenerator<Uint8Array> {
  for (;;) {
    for (const character of line) {
      yield text(character)
      await wait(SLOWLY_MILLISECONDS, undefined, { ref: false })
    }
  }
}

const xml = (body: string): Reply => ({ status: 200, headers: [['Content-Type', 'text/xml; charset=utf-8']], body })
const redirect = (location: string): Reply => ({ status: 302, headers: [['Location', location]], body: '' })
const type2 = (token: string): Reply => ({ status: 401, headers: [['WWW-Authenticate', `NTLM ${token}`]], body: '' })

const OK = 'HTTP/1.1 200 OK\r\n'
const KILOBYTE = 'x'.repeat(1000)

const table = {
  'endless-headers': () => raw(() => endlessly(OK, `X-Filler: ${KILOBYTE}\r\n`)),
  'ten-thousand-cookies': () =>
    raw(function* () {
      yield text(OK)
      for (let count = 0; count < 10_000; count += 1) yield text(`Set-Cookie: c${count}=${'v'.repeat(60)}; path=/\r\n`)
      yield text('Content-Length: 0\r\n\r\n')
    }),
  'ten-gigabytes': () =>
    raw(function* () {
      yield text(`${OK}Content-Type: text/xml; charset=utf-8\r\nContent-Length: ${tenGigabytes}\r\n\r\n`)
      yield* spaces(tenGigabytes)
    }),
  'endless-chunks': () => raw(() => endlessly(`${OK}Transfer-Encoding: chunked\r\n\r\n`, `3e8\r\n${KILOBYTE}\r\n`)),
  'byte-by-byte': () => raw(() => slowly(`${OK}X-Slow: very\r\n`)),
  'gzip-bomb': () => ({
    status: 200,
    headers: [
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['Content-Encoding', 'gzip'],
    ],
    body: gzipBomb(),
  }),
  'entity-bomb': () => xml(entityBomb('Envelope')),
  'external-entities': ({ foreignPort }) => xml(externalEntities('Autodiscover', foreignPort)),
  'lying-wbxml': () => ({
    status: 200,
    headers: [
      ['MS-Server-ActiveSync', '15.2'],
      ['Content-Type', 'application/vnd.ms-sync.wbxml'],
    ],
    body: lyingWbxml,
  }),
  'overlapping-type-2': () => type2(overlapping),
  'out-of-range-type-2': () => type2(outOfRange),
  'lying-pair-type-2': () => type2(lyingPair),
  'oversized-type-2': () => type2(oversized),
  'redirect-to-file': () => redirect('file:///etc/passwd'),
  'redirect-to-http': ({ foreignPort }) =>
    redirect(`http://mail.contoso.test:${foreignPort}/autodiscover/autodiscover.xml`),
  'redirect-to-foreign-host': ({ foreignPort }) =>
    redirect(`https://127.0.0.1:${foreignPort}/autodiscover/autodiscover.xml`),
  'moved-to-foreign-host': ({ foreignPort }) => ({
    status: 451,
    headers: [['X-MS-Location', `https://127.0.0.1:${foreignPort}/Microsoft-Server-ActiveSync`]],
    body: '',
  }),
  'settings-of-foreign-host': ({ foreignPort }) => xml(foreignSettings(foreignPort)),
  'http-0.9': () => raw(() => [text('<html><body>It works!</body></html>')]),
  'continue-forever': () => raw(() => endlessly('', 'HTTP/1.1 100 Continue\r\n\r\n'), 100),
  'early-hints-forever': () =>
    raw(() => endlessly('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n'), 103),
  'length-beside-chunks': () =>
    raw(() => [text(`${OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`)]),
  'two-lengths': () => raw(() => [text(`${OK}Content-Length: 5\r\nContent-Length: 50000\r\n\r\nabcde`)]),
  'negative-chunk': () => raw(() => [text(`${OK}Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n`)]),
  'huge-chunk': () => raw(() => [text(`${OK}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabcde`)]),
  'status-999': () => ({ status: 999, headers: [], body: '' }),
} satisfies Record<string, (asked: HostileAsked) => Reply>

export type HostileAnswer = keyof typeof table

/** The reply that an answer by its name is. */
export function hostileReply(name: HostileAnswer, asked: HostileAsked): Reply {
  const make: (asked: HostileAsked) => Reply = table[name]
  return make(asked)
}
