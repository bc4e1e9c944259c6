import { fromFrontEnd, htmlContent, httpSysError, type Reply } from '../http/reply.ts'
import { domain } from '../users.ts'
import type { Answering } from './virtual-directory.ts'

const components = {
  '/ews/healthcheck.htm': 'ews',
  '/microsoft-server-activesync/healthcheck.htm': 'active-sync',
  '/autodiscover/healthcheck.htm': 'autodiscover',
} as const

/** The page by which a load balancer asks whether a protocol is in service here; nothing for any other path. */
export function healthPage(path: string, { server, settings }: Answering): Reply | undefined {
  const component = Object.entries(components).find(([page]) => page === path)?.[1]
  if (component === undefined) return undefined
  if (component === 'ews' && settings.ews.iis === 'pool-stopped') {
    return httpSysError(503, 'Service Unavailable', 'The service is unavailable.')
  }
  if (settings.server.outOfService.includes(component)) return fromFrontEnd(server, 503)
  return fromFrontEnd(server, 200, [htmlContent], `200 OK<br/>${server}.${domain.dns}`)
}
