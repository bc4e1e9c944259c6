import { t } from '../language/translate.ts'
import { type CallName, contract, type FeedName, type Handlers } from './contract.ts'
import { bugOfThrown, type ContractBug } from './contract-bug.ts'
import { ContractError } from './error-code.ts'
import { ClientFrame, idOfFrame, type Port, type ServerFrame } from './frame.ts'
import { issueSentence } from './issue-sentence.ts'
import { isCallName, isFeedName, parseArgument } from './parse-argument.ts'

export type ServeOptions = {
  /** Told of each bug of ours; what it throws is ignored. */
  onBug?: (bug: ContractBug) => void
  /** How many requests may be under way on this port; 64 unless said otherwise. */
  maximumOpen?: number
}

type OpeningFrame = Extract<ClientFrame, { t: 'call' | 'open' }>
type CallHandler = (argument: unknown, signal: AbortSignal) => Promise<unknown>
type FeedHandler = (
  argument: unknown,
  after: number,
  signal: AbortSignal,
) => AsyncIterable<{ seq: number; value: unknown }>

/**
 * Serves the contract on a port until the other end is gone, or until the returned function is called, which gives up
 * everything under way and closes the port. Each id that arrives is answered exactly once: by `ok`, `end` or `err`.
 * Nothing that arrives makes it throw. A request counts as under way until its handler has let go and the port has
 * taken the answer, so that neither cancelling nor reading slowly buys anyone more than `maximumOpen`.
 */
export function serve(handlers: Handlers, port: Port, options: ServeOptions = {}): () => void {
  const { onBug, maximumOpen = 64 } = options
  const unanswered = new Map<number, AbortController>()
  let underWay = 0
  let stopped = false

  const stopFrames = port.onFrame(receive)
  const stopWatching = port.onClose(stop)
  return stop

  function stop(): void {
    if (stopped) return
    stopped = true
    stopFrames()
    stopWatching()
    for (const controller of unanswered.values()) controller.abort()
    unanswered.clear()
    port.close()
  }

  function send(frame: ServerFrame): void {
    if (stopped) return
    try {
      port.send(frame)
    } catch {
      // A port that can't send is a port that is lost.
      stop()
    }
  }

  function refuse(id: number, error: ContractError): void {
    unanswered.get(id)?.abort()
    unanswered.delete(id)
    send(errorFrame(id, error))
  }

  function receive(raw: unknown): void {
    const parsed = ClientFrame.safeParse(raw)
    if (!parsed.success) {
      const id = idOfFrame(raw)
      if (id !== undefined) refuse(id, new ContractError('bad-frame', issueSentence(parsed.error)))
      return
    }
    const frame = parsed.data
    if (frame.t === 'cancel') {
      if (unanswered.has(frame.id)) refuse(frame.id, new ContractError('cancelled'))
    } else if (unanswered.has(frame.id)) {
      refuse(frame.id, new ContractError('bad-frame', t`Request ${frame.id} was under way already; both are given up.`))
    } else if (underWay >= maximumOpen) {
      refuse(frame.id, new ContractError('too-many', t`At most ${maximumOpen} are served.`))
    } else {
      underWay += 1
      void perform(frame)
        .catch(stop)
        .finally(() => {
          underWay -= 1
        })
    }
  }

  async function perform(frame: OpeningFrame): Promise<void> {
    const controller = new AbortController()
    unanswered.set(frame.id, controller)
    const answer = await answerTo(frame, controller.signal)
    if (unanswered.get(frame.id) === controller) {
      unanswered.delete(frame.id)
      send(answer)
    }
    await port.drained?.()
  }

  async function answerTo(frame: OpeningFrame, signal: AbortSignal): Promise<ServerFrame> {
    const { id, name } = frame
    try {
      if (frame.t === 'call' && isCallName(name)) return { t: 'ok', id, value: await runCall(name, frame.arg, signal) }
      if (frame.t === 'open' && isFeedName(name)) {
        await runFeed(name, frame, signal)
        return { t: 'end', id }
      }
      throw new ContractError('unknown-name')
    } catch (thrown) {
      if (thrown instanceof ContractError) return errorFrame(id, thrown)
      // Once given up, a handler may throw what it likes, such as its AbortError.
      if (signal.aborted) return errorFrame(id, new ContractError('cancelled'))
      report(bugOfThrown(name, thrown, isCallName(name) && contract[name].secret))
      return errorFrame(id, new ContractError('internal'))
    }
  }

  async function runCall(name: CallName, raw: unknown, signal: AbortSignal): Promise<unknown> {
    const argument = parseArgument(name, raw)
    const handler = handlers.calls[name] as CallHandler
    const result = await withoutDetail(contract[name].secret, () => handler(argument, signal))
    return checked(name, contract[name].result.safeParse(result))
  }

  async function runFeed(name: FeedName, frame: Extract<ClientFrame, { t: 'open' }>, signal: AbortSignal) {
    const argument = parseArgument(name, frame.arg)
    const handler = handlers.feeds[name] as FeedHandler
    let last = frame.after
    for await (const { seq, value } of handler(argument, last, signal)) {
      if (signal.aborted) return
      if (seq !== last + 1) {
        report({ name, kind: 'bad-sequence', sentence: t`After event ${last} came ${Number(seq)}.`, stack: [] })
        throw new ContractError('bad-result', t`After event ${last} came another than ${last + 1}.`)
      }
      send({ t: 'event', id: frame.id, seq, value: checked(name, contract[name].event.safeParse(value)) })
      last = seq
      await port.drained?.()
    }
  }

  function checked(
    name: string,
    parsed: { success: true; data: unknown } | { success: false; error: Parameters<typeof issueSentence>[0] },
  ): unknown {
    if (parsed.success) return parsed.data
    const sentence = issueSentence(parsed.error)
    report({ name, kind: 'bad-result', sentence, stack: [] })
    throw new ContractError('bad-result', sentence)
  }

  function report(bug: ContractBug): void {
    try {
      onBug?.(bug)
    } catch {
      // Whoever keeps the log must not be able to break the port.
    }
  }
}

/** What a handler says of a secret may hold it, so of its errors only the code is passed on. */
async function withoutDetail<T>(secret: boolean, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    throw secret && thrown instanceof ContractError ? new ContractError(thrown.code) : thrown
  }
}

function errorFrame(id: number, { code, message, detail }: ContractError): ServerFrame {
  return { t: 'err', id, error: detail === undefined ? { code, message } : { code, message, detail } }
}
