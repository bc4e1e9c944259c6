import type { NameAnswer } from '../../shared/artifacts/dns-answers.ts'
import type { HttpExchange } from '../../shared/artifacts/http-exchange.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'

export const phases = ['lookUp', 'connect', 'handshake', 'wait', 'receive'] as const
export type Phase = (typeof phases)[number]

export const phaseNames: Readonly<Record<Phase, string>> = {
  lookUp: 'DNS',
  connect: t`TCP connection`,
  handshake: t`TLS handshake`,
  wait: t`Waiting for the answer`,
  receive: t`Receiving`,
}

/** One exchange in a waterfall: times in milliseconds from the start of the first exchange. */
export type WaterfallRow = {
  /** All that tells it from the others, as a line of its own. */
  name: string
  /** Its place and what it was for, and beside that what was asked and answered: empty where that is all there is to say. */
  what: string
  request: string
  start: number
  total: number
  segments: { phase: Phase; start: number; length: number }[]
}

/** What DNS took before the first exchange. */
export type LookUp = Pick<NameAnswer, 'name' | 'milliseconds'>

/**
 * Lays exchanges out on one time line. `labels` say what they were for, where their requests would all be the same. A phase that did
 * not happen has no segment; what no phase claims is receiving. A run asks DNS once for a name: where `lookUp` is given,
 * it stands before the exchanges, where a client has it.
 */
export function waterfall(
  exchanges: readonly HttpExchange[],
  labels: readonly string[] = [],
  lookUp?: LookUp,
): { rows: WaterfallRow[]; span: number } {
  const before = lookUp?.milliseconds ?? 0
  const zero = Math.min(...exchanges.map((exchange) => Date.parse(exchange.startedAt))) - before
  const asked = exchanges.map((exchange, index) => {
    const { connect, handshake, firstByte, total } = exchange.milliseconds
    const start = Date.parse(exchange.startedAt) - zero
    const known = { connect, handshake, wait: firstByte }
    const segments: WaterfallRow['segments'] = []
    let at = start
    for (const phase of ['connect', 'handshake', 'wait'] as const) {
      const length = known[phase]
      if (length === undefined) continue
      segments.push({ phase, start: at, length })
      at += length
    }
    const rest = start + total - at
    if (firstByte !== undefined && rest > 0) segments.push({ phase: 'receive', start: at, length: rest })
    return { ...namesOf(exchange, index + 1, labels[index]), start, total, segments }
  })
  const rows = lookUp ? [rowOfLookUp(lookUp), ...asked] : asked
  const span = Math.max(1, ...rows.map((row) => row.start + row.total))
  return { rows, span }
}

function rowOfLookUp({ name, milliseconds }: LookUp): WaterfallRow {
  const segments: WaterfallRow['segments'] = [{ phase: 'lookUp', start: 0, length: milliseconds }]
  return { name: t`DNS, ${name}`, what: phaseNames.lookUp, request: name, start: 0, total: milliseconds, segments }
}

function namesOf(exchange: HttpExchange, place: number, label = ''): Pick<WaterfallRow, 'name' | 'what' | 'request'> {
  const request = `${exchange.method} ${pathOf(exchange.url)} ${statusText(exchange)}`
  if (label === '') return { name: `${place}. ${request}`, what: `${place}. ${request}`, request: '' }
  return { name: `${place}. ${label}, ${request}`, what: `${place}. ${label}`, request }
}

const LONGEST_PATH = 32

/** The path of an address, and of a long one its end: what is before is the same for many. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname } = new URL(url)
  if (pathname.length <= LONGEST_PATH) return pathname
  const end = pathname.slice(pathname.lastIndexOf('/') + 1)
  return `…/${end.length < LONGEST_PATH - 1 ? end : `${end.slice(0, LONGEST_PATH - 3)}…`}`
}

function statusText(exchange: HttpExchange): string {
  return exchange.status === undefined ? t`no answer` : String(exchange.status)
}

/** The waterfall in words, for those who do not see it. */
export function waterfallSentence(rows: readonly WaterfallRow[]): string {
  return rows
    .map((row) => {
      const parts = row.segments.map(({ phase, length }) => `${phaseNames[phase]} ${formatMilliseconds(length)}`)
      return `${row.name}: ${formatMilliseconds(row.total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}.`
    })
    .join(' ')
}

/** The most parts that the axis is divided into. */
const MOST_PARTS = 5

/** Where the axis of a span has its ticks, in milliseconds: few, and round. */
export function ticks(span: number): number[] {
  const power = 10 ** Math.floor(Math.log10(span / MOST_PARTS))
  const step = Math.max(1, [1, 2, 5, 10].map((part) => part * power).find((one) => span / one <= MOST_PARTS) ?? span)
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, place) => place * step)
}

/** What stands at a tick: its time in the unit that a person would choose. */
export function tickWords(milliseconds: number): string {
  if (milliseconds === 0) return '0'
  return milliseconds < 1000 ? t`${milliseconds} ms` : t`${milliseconds / 1000} s`
}
