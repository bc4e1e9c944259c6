import { fromIis, htmlContent, notFound, type Reply } from '../http/reply.ts'
import { domain } from '../users.ts'
import { aroundInCircles, autodiscover } from './autodiscover.ts'
import type { Answering, Asked } from './virtual-directory.ts'

/** The company's web site at contoso.test, which an agency runs and which knows nothing of Exchange. */
export function webSite(asked: Asked, path: string, { settings }: Pick<Answering, 'settings'>): Reply {
  if (path === autodiscover.path && settings.autodiscover.redirectLoop) return aroundInCircles(asked)
  switch (settings.autodiscover.webSite) {
    case 'not-found':
      return path === '/' ? homePage() : notFound()
    case 'page':
      return homePage()
    case 'members-area':
      return path === '/' ? homePage() : asksForBasic('Members')
  }
}

/** A name that leads to a hoster's web server instead of Exchange. */
export function isElsewhere({ host }: Pick<Asked, 'host'>, { settings }: Pick<Answering, 'settings'>): boolean {
  return settings.autodiscover.elsewhere.includes(host)
}

/** The company's wiki, on a server of its own: wherever somebody goes there, it asks for a password first. */
export function wiki(): Reply {
  return asksForBasic('Wiki')
}

export function isWiki({ host }: Pick<Asked, 'host'>): boolean {
  return host === `wiki.${domain.dns}`
}

function asksForBasic(realm: string): Reply {
  return {
    status: 401,
    headers: [
      ['Server', 'nginx'],
      ['WWW-Authenticate', `Basic realm="${realm}"`],
      ['Content-Type', 'text/html'],
    ],
    body: '<html><body><h1>401 Authorization Required</h1></body></html>',
  }
}

export function isWebSite({ host }: Pick<Asked, 'host'>): boolean {
  return host === domain.dns
}

function homePage(): Reply {
  return fromIis(200, [htmlContent], '<html><head><title>Contoso</title></head><body><h1>Contoso</h1></body></html>')
}
