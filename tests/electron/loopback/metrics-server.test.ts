import { request } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serveMetrics } from '../../../electron/loopback/metrics-server.ts'
import { ContractError, contractErrors } from '../../../shared/contract/error-code.ts'
import { takePort } from '../../fixtures/free-port.ts'

const text = '# TYPE postern_build info\npostern_build_info{version="0.1.0"} 1\n# EOF\n'

async function start(says: () => string = () => text) {
  const bugs: unknown[] = []
  const served = await serveMetrics({ port: 0, text: says, onBug: (thrown) => bugs.push(thrown) })
  onTestFinished(() => served.close())
  const port = Number(new URL(served.address).port)
  const own = `127.0.0.1:${port}`

  function ask({ path = '/metrics', method = 'GET', headers = {}, body = '', host = '127.0.0.1' } = {}) {
    return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request(
        { host, port, path, method, headers: { host: own, ...headers }, agent: false },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
  return { ...served, port, ask, bugs }
}

describe('The metrics on loopback', () => {
  test('are read by GET, and by HEAD without their text, as OpenMetrics', async () => {
    const { ask, address, port } = await start()
    expect(address).toBe(`http://127.0.0.1:${port}/metrics`)
    const read = await ask()
    expect(read).toMatchObject({ status: 200, body: text })
    expect(read.headers).toMatchObject({
      'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(Object.keys(read.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    const head = await ask({ method: 'HEAD' })
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(text.length)])
  })

  test('count bytes, not characters', async () => {
    const { ask } = await start(() => 'Müller\n')
    expect((await ask()).body).toBe('Müller\n')
  })

  test.each([
    ['another name that was bound to this address', { headers: { host: 'rebound.attacker.test:9464' } }, 403],
    ['the name localhost', { headers: { host: 'localhost:9464' } }, 403],
    ['the page of another origin', { headers: { origin: 'http://attacker.test' } }, 403],
    ['a method that changes something', { method: 'POST', body: 'x' }, 405],
    ['a method of another protocol', { method: 'DELETE' }, 405],
    ['a body', { headers: { 'content-length': '1' }, body: 'x' }, 400],
    ['another path', { path: '/' }, 404],
    ['a path that only begins like it', { path: '/metrics/../secret' }, 404],
    ['a very long path', { path: `/${'x'.repeat(3000)}` }, 414],
  ])('are not told to %s', async (_what, asked, status) => {
    const { ask } = await start()
    const refused = await ask(asked)
    expect(refused.status).toBe(status)
    expect(refused.body).not.toContain('postern_build')
  })

  test('are not on any other address of this machine', async () => {
    const { ask } = await start()
    await expect(ask({ host: '127.0.0.2' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('fail with a sentence and no inner word, where they cannot be made, and tell the host why', async () => {
    const thrown = new Error('something secret')
    const { ask, bugs } = await start(() => {
      throw thrown
    })
    expect(await ask()).toMatchObject({ status: 500, body: 'Postern itself failed. This is our bug.\n' })
    expect(bugs).toEqual([thrown])
  })

  test('say that what is kept cannot be read, and name no file of anybody', async () => {
    const { ask, bugs } = await start(() => {
      throw new ContractError('not-kept', 'Postern cannot write to /home/alice/postern.db.')
    })
    expect(await ask()).toMatchObject({ status: 503, body: `${contractErrors['not-kept']}\n` })
    expect(bugs).toEqual([])
  })

  test('cannot be served where another program has the port', async () => {
    const { port, server } = await takePort()
    onTestFinished(() => void server.close())
    await expect(serveMetrics({ port, text: () => text })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('end with their connections', async () => {
    const { ask, close } = await start()
    await ask()
    await close()
    await close()
    await expect(ask()).rejects.toThrow()
  })
})
