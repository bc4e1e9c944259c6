import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type LoopbackHostOptions, startLoopbackHost } from '../../../electron/loopback/loopback-host.ts'
import { sampleHandlers } from '../../shared/contract/samples.ts'

const page = `<!doctype html><meta property="csp-nonce" nonce="__POSTERN_NONCE__"><script type="module" src="/assets/main.js"></script>`

/** A directory that looks like a built renderer, and goes when the test ends. */
export async function makeRenderer(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'postern-renderer-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  await writeFile(join(parent, 'outside.html'), 'outside')
  const directory = join(parent, 'renderer')
  await mkdir(join(directory, 'assets'), { recursive: true })
  await writeFile(join(directory, 'index.html'), page)
  await writeFile(join(directory, 'assets', 'main.js'), 'export {}\n')
  await writeFile(join(directory, 'assets', 'main.css'), 'main {}\n')
  await writeFile(join(directory, 'assets', 'notes.map'), '{}')
  return directory
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
type Asked = { method?: string; headers?: Record<string, string | string[]>; body?: string }

/** A host that is closed when the test ends, and ways to ask it anything. */
export async function startHost(options: Partial<LoopbackHostOptions> = {}) {
  const host = await startLoopbackHost({
    handlers: sampleHandlers(),
    rendererDirectory: await makeRenderer(),
    ...options,
  })
  onTestFinished(() => host.close())
  const origin = `http://127.0.0.1:${host.port}`

  function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  /** Exchanges the token, and returns the Cookie header to send from then on. */
  async function signIn(): Promise<string> {
    const { headers } = await ask(new URL(host.url).search.replace(/^/, '/'))
    return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  }

  return { host, origin, ask, signIn, tokenPath: `/${new URL(host.url).search}` }
}
