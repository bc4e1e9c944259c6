import { t } from '../language/translate.ts'
import { keepConnected } from './connection.ts'
import {
  type CallArgument,
  type CallName,
  type CallResult,
  type Client,
  contract,
  type FeedArgument,
  type FeedEvent,
  type FeedName,
} from './contract.ts'
import { ContractError } from './error-code.ts'
import { createFeedBuffer, type FeedBuffer } from './feed-buffer.ts'
import { idOfFrame, type Port, ServerFrame } from './frame.ts'
import { issueSentence } from './issue-sentence.ts'
import { isCallName, isFeedName, parseArgument } from './parse-argument.ts'
import { type SetTimer, setPlatformTimer } from './set-timer.ts'

export type ConnectOptions = {
  setTimer?: SetTimer
  /** Told when the connection is made, and when it is lost or could not be made. */
  onConnection?: (connected: boolean) => void
  /** At most so many events of a feed wait for their reader; 256 unless said otherwise. */
  feedCapacity?: number
}

type PendingCall = {
  name: CallName
  argument: unknown
  resolve: (value: unknown) => void
  reject: (error: ContractError) => void
}
type OpenFeed = { name: FeedName; argument: unknown; buffer: FeedBuffer; id: number | undefined }

/**
 * The window's side of the contract over a port that is opened at once, and again whenever it is lost. A call that is
 * under way when the port is lost fails as 'disconnected', and so does one that is made before the next attempt: it may
 * or may not have been done, so it is never sent twice by itself. A feed goes on after the last event that was seen.
 */
export function connect(openPort: () => Promise<Port>, options: ConnectOptions = {}): Client {
  const { setTimer = setPlatformTimer, onConnection, feedCapacity = 256 } = options
  const calls = new Map<number, PendingCall>()
  const feeds = new Set<OpenFeed>()
  const feedsById = new Map<number, OpenFeed>()
  let lastId = 0

  const connection = keepConnected(openPort, setTimer, { onFrame: receive, onUp, onDown })
  return { call, feed, close }

  function onUp(): void {
    for (const [id, { name, argument }] of calls) connection.send({ t: 'call', id, name, arg: argument })
    for (const open of feeds) openFeed(open)
    onConnection?.(true)
  }

  function onDown(): void {
    for (const { reject } of calls.values()) reject(new ContractError('disconnected'))
    calls.clear()
    for (const open of feeds) open.id = undefined
    feedsById.clear()
    onConnection?.(false)
  }

  function openFeed(open: OpenFeed): void {
    if (connection.state() !== 'up' || !open.buffer.wanting()) return
    lastId += 1
    open.id = lastId
    feedsById.set(lastId, open)
    connection.send({ t: 'open', id: lastId, name: open.name, arg: open.argument, after: open.buffer.last() })
  }

  /** Gives up the feed's present request; its late frames belong to no one. */
  function giveUp(open: OpenFeed): void {
    if (open.id === undefined) return
    feedsById.delete(open.id)
    connection.send({ t: 'cancel', id: open.id })
    open.id = undefined
  }

  function receive(raw: unknown): void {
    const parsed = ServerFrame.safeParse(raw)
    if (!parsed.success) {
      const id = idOfFrame(raw)
      if (id !== undefined) breakOff(id, new ContractError('bad-frame', issueSentence(parsed.error)))
      return
    }
    connection.alive()
    const frame = parsed.data
    const pending = calls.get(frame.id)
    const open = feedsById.get(frame.id)
    if (frame.t === 'err') {
      end(frame.id, new ContractError(frame.error.code, frame.error.detail))
    } else if (frame.t === 'ok' && pending) {
      settle(frame.id, pending, frame.value)
    } else if (frame.t === 'event' && open) {
      open.buffer.receive(frame.seq, frame.value)
    } else if (frame.t === 'end' && open) {
      end(frame.id, undefined)
    } else {
      breakOff(frame.id, new ContractError('bad-frame', t`A call was answered as a feed, or a feed as a call.`))
    }
  }

  function settle(id: number, { name, resolve, reject }: PendingCall, value: unknown): void {
    calls.delete(id)
    const parsed = contract[name].result.safeParse(value)
    if (parsed.success) resolve(parsed.data)
    else reject(new ContractError('bad-result', issueSentence(parsed.error)))
  }

  /** Ends the call or feed that Postern has ended; frames for an id that is no longer known are late, and ignored. */
  function end(id: number, error: ContractError | undefined): void {
    if (error) calls.get(id)?.reject(error)
    calls.delete(id)
    const open = feedsById.get(id)
    if (open) open.id = undefined
    feedsById.delete(id)
    open?.buffer.end(error)
  }

  /** Ends a call or feed that Postern holds to be under way, and tells it so. */
  function breakOff(id: number, error: ContractError): void {
    if (!calls.has(id) && !feedsById.has(id)) return
    connection.send({ t: 'cancel', id })
    end(id, error)
  }

  async function call<N extends CallName>(name: N, argument: CallArgument<N>, signal?: AbortSignal) {
    if (!isCallName(name)) throw new ContractError('unknown-name')
    const parsed = parseArgument(name, argument)
    refuseWhenOver(signal)
    if (connection.state() === 'waiting') throw new ContractError('disconnected')
    lastId += 1
    const id = lastId
    const giveUpCall = (): void => breakOff(id, new ContractError('cancelled'))
    const result = new Promise<unknown>((resolve, reject) => {
      calls.set(id, { name, argument: parsed, resolve, reject })
    })
    signal?.addEventListener('abort', giveUpCall)
    if (connection.state() === 'up') connection.send({ t: 'call', id, name, arg: parsed })
    try {
      return (await result) as CallResult<N>
    } finally {
      signal?.removeEventListener('abort', giveUpCall)
    }
  }

  async function* feed<N extends FeedName>(name: N, argument: FeedArgument<N>, signal?: AbortSignal) {
    if (!isFeedName(name)) throw new ContractError('unknown-name')
    const parsed = parseArgument(name, argument)
    refuseWhenOver(signal)
    const buffer = createFeedBuffer({
      parse: (raw) => parseEvent(name, raw),
      capacity: feedCapacity,
      onPause: () => giveUp(open),
      onResume: () => openFeed(open),
    })
    const open: OpenFeed = { name, argument: parsed, buffer, id: undefined }
    const abort = (): void => buffer.drop(new ContractError('cancelled'))
    feeds.add(open)
    signal?.addEventListener('abort', abort)
    openFeed(open)
    try {
      for (let next = await buffer.take(); next !== undefined; next = await buffer.take()) {
        yield next.value as FeedEvent<N>
      }
    } finally {
      signal?.removeEventListener('abort', abort)
      feeds.delete(open)
      giveUp(open)
    }
  }

  function refuseWhenOver(signal: AbortSignal | undefined): void {
    if (signal?.aborted || connection.state() === 'closed') throw new ContractError('cancelled')
  }

  function close(): void {
    for (const id of [...calls.keys(), ...feedsById.keys()]) connection.send({ t: 'cancel', id })
    connection.close()
    for (const { reject } of calls.values()) reject(new ContractError('cancelled'))
    calls.clear()
    feedsById.clear()
    for (const { buffer } of feeds) buffer.drop(new ContractError('cancelled'))
  }
}

function parseEvent(name: FeedName, raw: unknown): unknown {
  const parsed = contract[name].event.safeParse(raw)
  if (!parsed.success) throw new ContractError('bad-result', issueSentence(parsed.error))
  return parsed.data
}
