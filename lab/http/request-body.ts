import type { IncomingMessage } from 'node:http'

/** The most that is read of a request's body, in bytes. */
const MOST_BODY_BYTES = 1_048_576

/** The body, or nothing when it is larger than 1 MiB. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
