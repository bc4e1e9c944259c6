import type { ClientFrame, Port } from './frame.ts'
import type { SetTimer } from './set-timer.ts'

/** The first wait before the port is opened again; it doubles with each attempt in vain, up to the longest. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 8_000
/** A port that has not opened by then is given up. */
const OPEN_DEADLINE = 10_000

type ConnectionState = 'opening' | 'up' | 'waiting' | 'closed'

type ConnectionEvents = {
  onFrame(raw: unknown): void
  /** The port is open. */
  onUp(): void
  /** The port was lost, or could not be opened; another attempt follows by itself. */
  onDown(): void
}

type Connection = {
  state(): ConnectionState
  /** Sends when the port is up; what can't be sent is dropped, and the port with it. */
  send(frame: ClientFrame): void
  /** Says that the other end is alive: the next wait is the shortest again. */
  alive(): void
  close(): void
}

/** Keeps one port open: opens it at once, and again after each loss, with waits that grow to eight seconds. */
export function keepConnected(openPort: () => Promise<Port>, setTimer: SetTimer, events: ConnectionEvents): Connection {
  let state: ConnectionState = 'waiting'
  let port: Port | undefined
  let attemptsInVain = 0
  /** Undoes what the present state holds: listeners, or a timer. */
  let release: () => void = () => undefined

  open()
  return { state: () => state, send, alive, close }

  function open(): void {
    state = 'opening'
    let settled = false
    const settle = (then: () => void): void => {
      if (settled) return
      settled = true
      cancelDeadline()
      then()
    }
    const cancelDeadline = setTimer(() => settle(lost), OPEN_DEADLINE)
    release = () => settle(() => undefined)
    attempt(openPort).then(
      (opened) => {
        if (settled) opened.close()
        else settle(() => use(opened))
      },
      () => settle(lost),
    )
  }

  function use(opened: Port): void {
    state = 'up'
    port = opened
    const stopFrames = opened.onFrame((raw) => events.onFrame(raw))
    const stopWatching = opened.onClose(lost)
    release = () => {
      port = undefined
      stopFrames()
      stopWatching()
    }
    events.onUp()
  }

  function lost(): void {
    release()
    state = 'waiting'
    const wait = Math.min(FIRST_WAIT * 2 ** attemptsInVain, LONGEST_WAIT)
    attemptsInVain += 1
    release = setTimer(open, wait)
    events.onDown()
  }

  function send(frame: ClientFrame): void {
    if (port === undefined) return
    const used = port
    try {
      used.send(frame)
    } catch {
      if (port !== used) return
      lost()
      used.close()
    }
  }

  function alive(): void {
    attemptsInVain = 0
  }

  function close(): void {
    const used = port
    release()
    release = () => undefined
    state = 'closed'
    used?.close()
  }
}

async function attempt(openPort: () => Promise<Port>): Promise<Port> {
  return await openPort()
}
