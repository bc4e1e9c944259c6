import { fromMailboxServer } from '../http/reply.ts'
import { ews } from './ews.ts'
import type { VirtualDirectory } from './virtual-directory.ts'

/** The settings of voice mail, a file beside Exchange.asmx that takes the same sign-in; nobody speaks its SOAP here. */
export const voiceMail: VirtualDirectory = {
  ...ews,
  path: '/ews/um2007legacy.asmx',
  answer: (_asked, _user, { server }) => fromMailboxServer(server, 400),
}
