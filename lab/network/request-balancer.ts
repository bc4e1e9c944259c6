import type { Settings } from '../settings.ts'
import type { ConnectionSignIn } from '../sign-in/sign-in.ts'

/** The server that gets a request, as its settings are there, and what it knows of the connection by which it came. */
interface Turn {
  readonly server: string
  readonly settings: Settings
  readonly signIn: ConnectionSignIn
}

/**
 * What a balancer that looks at requests, and keeps no affinity, makes of one client's connection: it stays with a server
 * that answers 401, as a sign-in takes several requests, and sends what comes after any other answer to the other one.
 */
export class RequestBalancer {
  readonly #newSignIn: () => ConnectionSignIn
  #atOther = false
  #signIn: ConnectionSignIn

  constructor(newSignIn: () => ConnectionSignIn) {
    this.#newSignIn = newSignIn
    this.#signIn = newSignIn()
  }

  /** Who gets the next request; `server` and `settings` are those of the server that gets the first. */
  turn(server: string, settings: Settings): Turn {
    const signIn = this.#signIn
    if (!this.#atOther) return { server, settings, signIn }
    const secureChannel = settings.ews.otherServer !== 'without-secure-channel'
    return { server: 'EXCH02', settings: { ...settings, server: { ...settings.server, secureChannel } }, signIn }
  }

  /** After an answer that is no 401: nobody has signed in yet on the connection to the next server. */
  goOn(): void {
    this.#atOther = !this.#atOther
    this.#signIn = this.#newSignIn()
  }
}

/** Whether there is another server for it, behind a balancer that has a rule of its own for Exchange.asmx. */
export function hasOtherServer(path: string, { ews }: Settings): boolean {
  return ews.otherServer !== 'none' && path.toLowerCase() === '/ews/exchange.asmx'
}
