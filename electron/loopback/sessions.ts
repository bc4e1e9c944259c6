import { sameSecret } from './one-time-token.ts'

const SESSION_BYTES = 32
/** Sockets that one session may have open: a few windows. */
const MOST_SOCKETS = 4

type Session = { id: string; sockets: number }

export type Sessions = {
  /** Opens a session and returns its Set-Cookie header. */
  open(): string
  /** The session of a Cookie header; undefined without one. */
  find(cookieHeader: string | undefined): Session | undefined
  /** Takes a place for a socket; false when the session has as many as it may. What it returns gives the place back. */
  takeSocket(session: Session): (() => void) | false
}

/**
 * The sessions of this process; they end with it. A browser shares cookies among all ports of a host, so the cookie's
 * name holds the port, and two Posterns don't put each other's session out.
 */
export function createSessions(port: number, random: (length: number) => Buffer): Sessions {
  const cookieName = `postern-${port}`
  const sessions: Session[] = []
  return {
    open() {
      const id = random(SESSION_BYTES).toString('base64url')
      sessions.push({ id, sockets: 0 })
      return `${cookieName}=${id}; HttpOnly; SameSite=Strict; Path=/`
    },
    find(cookieHeader) {
      const presented = cookieValues(cookieHeader ?? '', cookieName)
      return sessions.find((session) => presented.some((value) => sameSecret(value, session.id)))
    },
    takeSocket(session) {
      if (session.sockets >= MOST_SOCKETS) return false
      session.sockets += 1
      let taken = true
      return () => {
        if (taken) session.sockets -= 1
        taken = false
      }
    },
  }
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
