import { fromIis, httpSysError, notFound, type Reply, redirect } from '../http/reply.ts'
import type { Settings } from '../settings.ts'
import { domain } from '../users.ts'
import { ADDRESS_BOOK_PATH } from './address-book.ts'
import type { Addresses } from './autodiscover-bodies.ts'
import type { Asked } from './virtual-directory.ts'

/** What a client of /autodiscover meets before Exchange does, where something stands in front. */
export function inFrontOfAutodiscover(asked: Asked, { autodiscover }: Settings): Reply | undefined {
  switch (autodiscover.front) {
    case 'exchange':
      return undefined
    case 'not-published':
      return notFound()
    case 'pool-stopped':
      // What http.sys says for an application pool that is not running.
      return httpSysError(503, 'Service Unavailable', 'The service is unavailable')
    case 'sign-in-page':
      return fromIis(302, [['Location', `https://${asked.host}:${asked.port}/my.logon.php3?orig_uri=L2F1dG8`]], '')
    case 'redirects-to-owa':
      return redirect(`https://${asked.host}:${asked.port}/owa`)
    case 'redirects-to-http':
      return redirect(`http://mail.${domain.dns}/autodiscover/autodiscover.xml`)
    case 'moved-to-cloud':
      return redirect('https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml')
  }
}

/** InternalUrl and ExternalUrl of the virtual directories. */
export function addressesOf({ autodiscover }: Settings, port: number): Addresses {
  const origin = `https://mail.${domain.dns}:${port}`
  const withPort = (url: string): string => url.replace('{port}', String(port))
  const externalEws = withPort(autodiscover.externalEws ?? `${origin}/EWS/Exchange.asmx`)
  return {
    origin,
    internalEws: withPort(autodiscover.internalEws ?? `${origin}/EWS/Exchange.asmx`),
    externalEws,
    externalAvailability: withPort(autodiscover.externalAvailability ?? externalEws),
    internalAddressBook: `${origin}${ADDRESS_BOOK_PATH}/`,
    externalAddressBook: withPort(autodiscover.externalAddressBook ?? `${origin}${ADDRESS_BOOK_PATH}/`),
    internalWebMail: `${origin}/owa/`,
    externalWebMail: withPort(autodiscover.externalWebMail ?? `${origin}/owa/`),
    internalMapi: `${origin}/mapi`,
    externalMapi: withPort(autodiscover.externalMapi ?? `${origin}/mapi`),
    activeSync: withPort(autodiscover.externalActiveSync ?? `${origin}/Microsoft-Server-ActiveSync`),
  }
}
