import type { WebSocket } from 'ws'
import type { SetTimer } from '../../shared/contract/set-timer.ts'

const INTERVAL_MILLISECONDS = 30_000

/** Pings the other end every thirty seconds, and drops a socket that has not answered by the next ping. */
export function keepAlive(socket: Pick<WebSocket, 'on' | 'ping' | 'terminate'>, setTimer: SetTimer): void {
  let answered = true
  let cancelTimer = setTimer(beat, INTERVAL_MILLISECONDS)
  socket.on('pong', () => {
    answered = true
  })
  socket.on('close', () => cancelTimer())

  function beat(): void {
    if (!answered) {
      socket.terminate()
      return
    }
    answered = false
    socket.ping()
    cancelTimer = setTimer(beat, INTERVAL_MILLISECONDS)
  }
}
