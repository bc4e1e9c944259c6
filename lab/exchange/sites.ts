import { httpSysError, notFound, type Reply, redirect } from '../http/reply.ts'
import { refusalOfLarge } from '../network/way.ts'
import { activeSync } from './active-sync.ts'
import { addressBook } from './address-book.ts'
import { autodiscover } from './autodiscover.ts'
import { autodiscoverJson } from './autodiscover-json.ts'
import { autodiscoverSoap } from './autodiscover-soap.ts'
import { ews } from './ews.ts'
import { voiceMail } from './ews-voice-mail.ts'
import { ewsDescriptions } from './ews-wsdl.ts'
import { healthPage } from './health-pages.ts'
import { mapi } from './mapi.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { logonPage, webMail } from './web-mail.ts'
import { isElsewhere, isWebSite, isWiki, webSite, wiki } from './web-site.ts'

const directories: readonly VirtualDirectory[] = [
  ews,
  ...ewsDescriptions,
  voiceMail,
  autodiscover,
  autodiscoverSoap,
  autodiscoverJson,
  activeSync,
  addressBook,
  ...mapi,
  ...webMail,
]

/** What is at a path: a virtual directory that wants a sign-in, or an answer for everybody. */
export type Found = { directory: VirtualDirectory } | { reply: Reply }

/**
 * Three sites: the company's web site at contoso.test and its wiki, which know nothing of Exchange, as is usual, and
 * Exchange at every other name.
 */
export function findAt(asked: Asked, at: Answering): Found {
  if (at.settings.server.unboundHosts.includes(asked.host)) {
    return { reply: httpSysError(400, 'Bad Request', 'Invalid Hostname') }
  }
  const refusal = refusalOfLarge(asked.bytes, at.settings.network)
  if (refusal) return { reply: refusal }
  const path = asked.path.toLowerCase().replace(/(.)\/$/, '$1')
  if (isWebSite(asked)) return { reply: webSite(asked, path, at) }
  if (isWiki(asked)) return { reply: wiki() }
  if (isElsewhere(asked, at) || at.settings.server.site === 'other') return { reply: notFound() }
  const health = healthPage(path, at)
  if (health) return { reply: health }
  const directory = directories.find((each) => each.path === path)
  if (directory) return { directory }
  if (path === '/') return { reply: redirect(`https://${asked.host}:${asked.port}/owa/`) }
  return { reply: logonPage(path, at) ?? notFound() }
}
