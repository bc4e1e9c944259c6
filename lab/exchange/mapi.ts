import { fromFrontEnd } from '../http/reply.ts'
import type { VirtualDirectory } from './virtual-directory.ts'

/** MAPI over HTTP, to a mailbox and to the directory (MS-OXCMAPIHTTP). Windows authentication, with Extended Protection as Exchange has it; the lab speaks no MAPI to who signs in. */
export const mapi: readonly VirtualDirectory[] = ['/mapi/emsmdb', '/mapi/nspi'].map((path) => ({
  path,
  signIn: () => ({ schemes: ['Negotiate', 'NTLM'], channelBinding: 'require' }),
  answer: (_asked, _user, { server }) => fromFrontEnd(server, 400),
}))
