import { fromMailboxServer, type Header, type Reply } from '../http/reply.ts'
import type { VirtualDirectory } from './virtual-directory.ts'

const COMMANDS =
  'Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection,MoveCollection,' +
  'FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,Search,Settings,Ping,' +
  'ItemOperations,Provision,ResolveRecipients,ValidateCert,Find'

/** Answers to the OPTIONS command (MS-ASHTTP sections 2.2.3 and 3.2.5.2). */
const OPTIONS: readonly Header[] = [
  ['MS-Server-ActiveSync', '15.2'],
  ['MS-ASProtocolVersions', '2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1'],
  ['MS-ASProtocolCommands', COMMANDS],
  ['Public', 'OPTIONS,POST'],
  ['Allow', 'OPTIONS,POST'],
]

/** A proxy that knows OPTIONS of plain HTTP and thinks the question is its own. */
const eaten: Reply = {
  status: 200,
  headers: [
    ['Server', 'nginx'],
    ['Allow', 'GET, HEAD, POST, OPTIONS'],
  ],
  body: '',
}

/** Exchange ActiveSync, as far as OPTIONS; it offers Basic alone, as it does where nobody changed it. */
export const activeSync: VirtualDirectory = {
  path: '/microsoft-server-activesync',
  signIn: ({ activeSync }) => ({ schemes: activeSync.schemes, channelBinding: 'allow' }),
  beforeSignIn: ({ method }, { settings }) =>
    method === 'OPTIONS' && settings.activeSync.optionsEaten ? eaten : undefined,
  answer: ({ method, query }, _user, { server }) => {
    if (method === 'OPTIONS') return fromMailboxServer(server, 200, OPTIONS)
    // A POST without a command breaks MS-ASHTTP section 2.2.1.1.1; the commands themselves are not simulated yet.
    if (method === 'POST' && !query.has('Cmd')) return fromMailboxServer(server, 400)
    return fromMailboxServer(server, 501)
  },
}
