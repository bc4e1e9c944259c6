import { fromFrontEnd } from '../http/reply.ts'
import type { VirtualDirectory } from './virtual-directory.ts'

/** Where the offline address book is, with the identifier that Exchange gave it. */
export const ADDRESS_BOOK_PATH = '/OAB/5c1e7a04-6f0d-4b60-9e2b-4a2f7d3a1c11'

/** The folder of the offline address book: Windows authentication alone, and no list of its files for anybody. */
export const addressBook: VirtualDirectory = {
  path: ADDRESS_BOOK_PATH.toLowerCase(),
  signIn: () => ({ schemes: ['Negotiate', 'NTLM'], channelBinding: 'allow' }),
  answer: (_asked, _user, { server }) => fromFrontEnd(server, 403),
}
