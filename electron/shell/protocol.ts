import { randomBytes } from 'node:crypto'
import type { CustomScheme, Protocol } from 'electron'
import { type RendererRoot, readRendererFile } from '../api/renderer-files.ts'
import { securityHeaders } from '../api/security-headers.ts'
import { appOrigin, appScheme, isAppAddress } from './app-origin.ts'

/**
 * What Chromium is told about postern:// before the app is ready: an origin like https, with fetch, and none of the
 * privileges that would weaken it (bypassCSP, service workers, CORS from other schemes).
 */
export const appSchemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]

/** Answers a request for postern://app: a file of the built renderer, read only, with the same headers for each. */
export async function answerRequest(root: RendererRoot, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const nonce = randomBytes(18).toString('base64')
  const headers = securityHeaders(nonce)
  if (!isAppAddress(request.url)) return new Response('Not found', { status: 404, headers })
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response('Method not allowed', { status: 405, headers: { ...headers, Allow: 'GET, HEAD' } })
  }
  const pathname = request.url.slice(appOrigin.length).replace(/[?#].*$/s, '') || '/'
  const file = await readRendererFile(root, pathname, nonce)
  if (file === undefined) return new Response('Not found', { status: 404, headers })
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.body), {
    headers: { ...headers, 'Content-Type': file.contentType, 'Cache-Control': file.cacheControl },
  })
}

/** Serves the built renderer at postern://app, and nothing at any other host of the scheme. */
export function serveAppScheme(protocol: Protocol, root: RendererRoot): void {
  protocol.handle(appScheme, (request) => answerRequest(root, request))
}
