import { fromFrontEnd, fromMailboxServer, htmlContent, notFound, type Reply, xmlContent } from '../http/reply.ts'
import { type User, userOfMailbox } from '../users.ts'
import {
  folderErrorMessage,
  folderMessage,
  folderXml,
  getFolderResponse,
  ns,
  schemaFault,
  servicePage,
} from './ews-bodies.ts'
import type { Answering, Asked, VirtualDirectory } from './virtual-directory.ts'
import { child, parseXml, type XmlElement, XmlRefusal } from './xml.ts'

const SHAPES = ['IdOnly', 'Default', 'AllProperties']

/** Exchange Web Services: GetFolder, and faults for everything else. */
export const ews: VirtualDirectory = {
  path: '/ews/exchange.asmx',
  signIn: ({ ews }) => ews,
  beforeSignIn: (_asked, { settings }) => (settings.ews.found ? undefined : notFound()),
  answer: (asked, user, at) => {
    if (at.settings.ews.blockedUserAgents.some((pattern) => matches(pattern, asked.userAgent))) {
      return fromFrontEnd(at.server, 403)
    }
    if (asked.method === 'POST') return answerSoap(asked, user, at)
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return fromMailboxServer(at.server, 405, [['Allow', 'GET, HEAD, POST']])
    return fromMailboxServer(at.server, 200, [htmlContent], servicePage(asked.host))
  },
}

/** An entry of EwsBlockList: `*` stands for any characters, and case does not count. */
function matches(pattern: string, userAgent: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(userAgent)
}

function answerSoap(asked: Asked, user: User, at: Answering): Reply {
  if (!/^text\/xml\b/i.test(asked.contentType)) return fromMailboxServer(at.server, 415)
  try {
    const body = getFolderResponse(getFolder(parseXml(asked.body), user))
    return fromMailboxServer(at.server, 200, [xmlContent], body)
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error
    const body = schemaFault(error.message, error.line, error.column)
    return fromMailboxServer(at.server, 500, [xmlContent], body)
  }
}

/** One response message for each folder asked for. Throws XmlRefusal for whatever the schema forbids. */
function getFolder(envelope: XmlElement, user: User): string[] {
  if (envelope.namespace !== ns.soap || envelope.name !== 'Envelope')
    throw new XmlRefusal('The root is not a SOAP 1.1 Envelope.')
  const operation = child(envelope, ns.soap, 'Body')?.children[0]
  if (operation === undefined) throw new XmlRefusal('The SOAP Body is empty.')
  if (operation.namespace !== ns.messages || operation.name !== 'GetFolder') {
    throw new XmlRefusal(`The element '${operation.name}' in namespace '${operation.namespace}' is not expected.`)
  }
  const shape = child(child(operation, ns.messages, 'FolderShape'), ns.types, 'BaseShape')?.text.trim() ?? ''
  if (!SHAPES.includes(shape))
    throw new XmlRefusal(`The 'BaseShape' element is invalid - The value '${shape}' is invalid.`)
  const ids = child(operation, ns.messages, 'FolderIds')?.children ?? []
  if (ids.length === 0) throw new XmlRefusal("The element 'FolderIds' has incomplete content.")
  return ids.map((id) => openFolder(id, shape, user))
}

function openFolder(id: XmlElement, shape: string, user: User): string {
  const value = id.attributes.get('Id')
  if (value === undefined) throw new XmlRefusal("The required attribute 'Id' is missing.")
  if (id.name === 'FolderId') return folderErrorMessage('ErrorInvalidIdMalformed', 'Id is malformed.')
  if (id.namespace !== ns.types || id.name !== 'DistinguishedFolderId') {
    throw new XmlRefusal(`The element 'FolderIds' has invalid child element '${id.name}'.`)
  }
  const address = child(child(id, ns.types, 'Mailbox'), ns.types, 'EmailAddress')?.text
  const owner = address === undefined ? user : userOfMailbox(address)
  if (owner === undefined) {
    return folderErrorMessage('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
  }
  // Without rights, Exchange does not admit that another's folder is there.
  const folder = owner === user ? folderXml(user, value, shape) : undefined
  if (folder !== undefined) return folderMessage(folder)
  return folderErrorMessage(
    'ErrorItemNotFound',
    `The specified object was not found in the store., Default folder ${value} not found.`,
  )
}
