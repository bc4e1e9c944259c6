import type { Readable } from 'node:stream'
import { WireError } from './wire-error.ts'

/** Honest servers send one or two: Early Hints, and Processing every few seconds. */
const MOST_INTERIM_ANSWERS = 20

/**
 * Bounds the interim answers (RFC 9110 section 15.2) that come before the real one: each is small, and nothing in the
 * protocol ends them. Gives up with a WireError `http-malformed`.
 */
export function boundInterimAnswers(giveUp: (reason: WireError) => void, where: string): () => void {
  let count = 0
  return () => {
    count += 1
    if (count <= MOST_INTERIM_ANSWERS) return
    giveUp(new WireError('http-malformed', where, `more than ${MOST_INTERIM_ANSWERS} interim answers`))
  }
}

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/
const OLD = 'HTTP/1.0 '
const LONGEST_START = 'HTTP/1.1 100 '.length
/** Nobody sends a header with it. */
const LONGEST_CONTINUE = 8 * 1024

/** Takes 100 Continue out of what is read from a socket, between one request and the head of its answer. */
export type ContinueSkipper = {
  /** From here on an answer begins. `onContinue` is told of each 100 before it. */
  expectAnswer(onContinue: () => void): void
  /** Whether the answer that came last is HTTP/1.0. */
  isOld(): boolean
}

/**
 * A client has to read past a 100 that it has not asked for (RFC 9110 section 15.2), and there are proxies that send one
 * to every POST; undici takes it for a bad answer. So what undici reads is without it.
 */
export function skipContinue(socket: Pick<Readable, 'read'>): ContinueSkipper {
  let onContinue: (() => void) | undefined
  let isOld = false
  let held: Buffer = Buffer.alloc(0)
  const passed = (chunk: Buffer): Buffer => {
    if (!onContinue) return chunk
    held = Buffer.concat([held, chunk])
    for (;;) {
      const start = held.toString('latin1', 0, LONGEST_START)
      if (!CONTINUE.test(start)) break
      const end = held.indexOf('\r\n\r\n')
      if (end < 0 && held.length <= LONGEST_CONTINUE) return Buffer.alloc(0)
      if (end < 0) break
      held = held.subarray(end + 4)
      onContinue()
    }
    if (mayBecomeContinue(held)) return Buffer.alloc(0)
    const all = held
    held = Buffer.alloc(0)
    onContinue = undefined
    isOld = all.toString('latin1', 0, OLD.length) === OLD
    return all
  }
  const read = socket.read.bind(socket)
  socket.read = (size?: number) => {
    for (let chunk = read(size); chunk !== null; chunk = read(size)) {
      const left = passed(chunk)
      if (left.length > 0) return left
    }
    return null
  }
  return {
    expectAnswer: (told) => {
      onContinue = told
      isOld = false
    },
    isOld: () => isOld,
  }
}

function mayBecomeContinue(held: Buffer): boolean {
  const start = held.toString('latin1')
  return ['HTTP/1.0 100 ', 'HTTP/1.1 100 '].some((whole) => start.length < whole.length && whole.startsWith(start))
}
