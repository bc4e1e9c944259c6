import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const script = join(import.meta.dirname, 'apache-ntlm.sh')
const run = promisify(execFile)

/** A running Apache of apache-ntlm.sh. Its names are `localhost` and `exch01.postern.test`, its address 127.0.0.1. */
export interface Apache {
  httpsPort: number
  httpPort: number
  /** The server's certificate, which signed itself, as PEM. */
  certificate: string
  stop(): Promise<void>
}

/** Starts an Apache of its own on free ports; throws with what the script said when it does not come up. */
export async function startApache(attempts = 3): Promise<Apache> {
  const state = await mkdtemp(join(tmpdir(), 'postern-apache-'))
  const stop = async () => {
    await run('bash', [script, 'down', state])
    await rm(state, { recursive: true, force: true })
  }
  const [httpsPort, httpPort] = await freePorts()
  try {
    await run('bash', [script, 'up', state, String(httpsPort), String(httpPort)])
  } catch (error) {
    await stop()
    // Somebody may have taken a port between our look and httpd's.
    if (attempts > 1) return startApache(attempts - 1)
    throw error
  }
  return { httpsPort, httpPort, certificate: await readFile(join(state, 'certificate.pem'), 'utf8'), stop }
}

async function freePorts(): Promise<[number, number]> {
  const one = await listen()
  const other = await listen()
  await Promise.all([one.close(), other.close()])
  return [one.port, other.port]
}

function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port'))
      const close = () => new Promise<void>((done) => server.close(() => done()))
      resolve({ port: address.port, close })
    })
  })
}
