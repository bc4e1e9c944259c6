import { request } from 'node:http'
import type { Lab } from '../../lab/lab.ts'
import type { Answer } from './https-client.ts'

/** One GET to the lab without TLS, as `host`. */
export function askInTheClear(
  lab: Lab,
  path: string,
  host: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const options = {
    host: '127.0.0.1',
    port: lab.ports.http,
    path,
    headers: { Host: `${host}:${lab.ports.http}`, ...headers },
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headersDistinct,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}
