import { fromMailboxServer, type Reply, redirect, xmlContent } from '../http/reply.ts'
import { domain, userOfMailbox } from '../users.ts'
import {
  autodiscoverError,
  mobileSyncSentOn,
  mobileSyncSettings,
  outlookSentOn,
  schema,
} from './autodiscover-bodies.ts'
import { addressesOf, inFrontOfAutodiscover } from './autodiscover-front.ts'
import { clientOf, outlookSettings } from './outlook-settings.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { child, parseXml, XmlRefusal } from './xml.ts'

const PATH = '/autodiscover/autodiscover.xml'

/** POX Autodiscover (MS-OXDSCLI section 3.2). Every answer to somebody signed in is 200; errors are in the body. */
export const autodiscover: VirtualDirectory = {
  path: PATH,
  signIn: ({ autodiscover }) => autodiscover,
  beforeSignIn: (asked, { settings }) =>
    settings.autodiscover.redirectLoop ? aroundInCircles(asked) : inFrontOfAutodiscover(asked, settings),
  answer: (asked, _user, at) => fromMailboxServer(at.server, 200, [xmlContent], settingsFor(asked, at)),
}

/** From contoso.test to autodiscover.contoso.test, and from there back. */
export function aroundInCircles({ host, port }: Asked): Reply {
  const next = host === domain.dns ? `autodiscover.${domain.dns}` : domain.dns
  return redirect(`https://${next}:${port}${PATH}`)
}

function settingsFor(asked: Asked, at: Answering): string {
  const { knowsAddresses, sendsOn, mobileSyncError } = at.settings.autodiscover
  const now = at.now()
  const request = asked.method === 'POST' ? readRequest(asked.body) : undefined
  if (request === undefined) return autodiscoverError(600, now)
  const { wanted, address } = request
  if (wanted !== schema.outlook && wanted !== schema.mobileSync) return autodiscoverError(601, now)
  const forPhone = wanted === schema.mobileSync
  if (forPhone && mobileSyncError !== undefined) return autodiscoverError(mobileSyncError, now)
  const next = sendsOn[address.toLowerCase()]
  if (next !== undefined) return forPhone ? mobileSyncSentOn(next) : outlookSentOn(next)
  const user = knowsAddresses ? userOfMailbox(address) : undefined
  if (user === undefined) return autodiscoverError(500, now)
  const addresses = addressesOf(at.settings, asked.port)
  if (forPhone) return mobileSyncSettings(user, addresses.activeSync)
  const isRenamed = at.settings.ews.addressList === 'other-primary-address'
  return outlookSettings(
    isRenamed ? { ...user, mailbox: `new.${user.mailbox}` } : user,
    addresses,
    at.server,
    clientOf(asked.header, asked.userAgent),
  )
}

/** Address and AcceptableResponseSchema of a request (MS-OXDSCLI section 2.2.3), or nothing when it is none. */
function readRequest(body: string): { address: string; wanted: string } | undefined {
  try {
    const root = parseXml(body)
    const known = root.namespace === schema.outlookRequest || root.namespace === schema.mobileSyncRequest
    const request = child(root, root.namespace, 'Request')
    const address = child(request, root.namespace, 'EMailAddress')?.text.trim()
    const wanted = child(request, root.namespace, 'AcceptableResponseSchema')?.text.trim()
    if (!known || root.name !== 'Autodiscover' || !address || !wanted) return undefined
    return { address, wanted }
  } catch (error) {
    if (error instanceof XmlRefusal) return undefined
    throw error
  }
}
