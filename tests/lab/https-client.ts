import { Agent, type RequestOptions, request } from 'node:https'
import type { Lab } from '../../lab/lab.ts'

export interface Answer {
  readonly status: number
  /** Lower-case names; WWW-Authenticate keeps each of its values. */
  readonly headers: NodeJS.Dict<string[]>
  readonly body: string
}

export interface Asking {
  readonly host?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  readonly agent?: Agent
  /** Where the lab is asked; the published address when left out. */
  readonly address?: string
}

/** One HTTPS request to the lab by name, with its certificate verified against the lab's own root. */
export async function ask(lab: Lab, path: string, asking: Asking = {}): Promise<Answer> {
  const answer = await askBytes(lab, path, asking)
  return { ...answer, body: answer.body.toString('utf8') }
}

/** As `ask`, with the body as it came. */
export function askBytes(
  lab: Lab,
  path: string,
  asking: Asking = {},
): Promise<Omit<Answer, 'body'> & { body: Buffer }> {
  const host = asking.host ?? 'mail.contoso.test'
  const options: RequestOptions = {
    host: asking.address ?? '127.0.0.1',
    servername: host,
    port: lab.ports.https,
    ca: lab.certificateAuthorityPem,
    path,
    method: asking.method ?? 'GET',
    headers: { Host: `${host}:${lab.ports.https}`, ...asking.headers },
    agent: asking.agent ?? false,
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
          body: Buffer.concat(chunks),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(asking.body)
  })
}

/** An agent that keeps one connection, as NTLM needs. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 })
}

export function basic(name: string, password: string, encoding: 'utf8' | 'latin1' = 'utf8'): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${name}:${password}`, encoding).toString('base64')}` }
}

export const asAlice = basic('CONTOSO\\alice', 'Passw0rd!a')
