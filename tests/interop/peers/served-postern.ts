import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import WebSocket from 'ws'
import { openWebSocketPort } from '../../../renderer/store/web-socket-port.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { Client } from '../../../shared/contract/contract.ts'

const main = join(import.meta.dirname, '../../../electron/cli/main.ts')

/** `postern serve` in a process of its own, and a window's end of the contract, over the WebSocket that a browser has. */
export type ServedPostern = {
  client: Client
  /** What came over the WebSocket so far, as it came. */
  told(): string
  /** What it wrote to its output and its error output. */
  written(): string
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Starts it with a home of its own, under which everything lands that it writes. */
export async function servePostern(home: string): Promise<ServedPostern> {
  const child = spawn(process.execPath, [main, 'serve'], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: join(home, 'tmp'),
      XDG_STATE_HOME: join(home, 'state'),
      XDG_RUNTIME_DIR: join(home, 'run'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let written = ''
  let told = ''
  const address = new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      written += text
      const [found] = /http:\/\/\S+/.exec(written) ?? []
      if (found) resolve(new URL(found))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
    exited.then(() => reject(new Error(`postern serve ended:\n${written}`)))
  })
  const { origin, pathname, search } = await address
  const cookie = await cookieOf(`${origin}${pathname}${search}`)
  const client = connect(() =>
    openWebSocketPort(() => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/contract`, { headers: { cookie }, origin })
      socket.on('message', (data) => {
        told += `${data}\n`
      })
      return socket as unknown as globalThis.WebSocket
    }),
  )
  return {
    client,
    told: () => told,
    written: () => written,
    async end(signal) {
      child.kill(signal)
      await exited
      client.close()
    },
  }
}

/** Exchanges the one-time token for the session's cookie, as a browser does that follows the address. */
function cookieOf(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(address, { agent: false }, (response) => {
      response.resume()
      resolve(response.headers['set-cookie']?.[0]?.split(';')[0] ?? '')
    })
      .on('error', reject)
      .end()
  })
}
