import { fromFrontEnd, fromIis, htmlContent, notFound, type Reply, redirect } from '../http/reply.ts'
import { domain } from '../users.ts'
import { activeSync } from './active-sync.ts'
import { aroundInCircles, autodiscover } from './autodiscover.ts'
import { ews } from './ews.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'

const directories: readonly VirtualDirectory[] = [ews, autodiscover, activeSync]

/** What is at a path: a virtual directory that wants a sign-in, or an answer for everybody. */
export type Found = { directory: VirtualDirectory } | { reply: Reply }

/**
 * Two sites: the company's web site at contoso.test, which knows nothing of Exchange, as is usual, and Exchange at
 * every other name.
 */
export function findAt(asked: Asked, at: Answering): Found {
  const path = asked.path.toLowerCase().replace(/(.)\/$/, '$1')
  if (asked.host === domain.dns) return { reply: webSite(asked, path, at) }
  const directory = directories.find((each) => each.path === path)
  if (directory) return { directory }
  if (path === '/') return { reply: redirect(`https://${asked.host}:${asked.port}/owa/`) }
  if (path === '/owa')
    return {
      reply: fromFrontEnd(at.server, 302, [['Location', `https://${asked.host}:${asked.port}/owa/auth/logon.aspx`]]),
    }
  if (path === '/owa/auth/logon.aspx') {
    return {
      reply: fromFrontEnd(
        at.server,
        200,
        [htmlContent],
        '<html><head><title>Outlook</title></head><body></body></html>',
      ),
    }
  }
  return { reply: notFound() }
}

function webSite(asked: Asked, path: string, { settings }: Answering): Reply {
  if (path === autodiscover.path && settings.autodiscover.redirectLoop) return aroundInCircles(asked)
  if (path !== '/') return notFound()
  return fromIis(200, [htmlContent], '<html><head><title>Contoso</title></head><body><h1>Contoso</h1></body></html>')
}
