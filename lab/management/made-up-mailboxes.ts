import { untouchedMailbox } from '../settings/device-access.ts'
import { type ClientAccess, clientAccess } from '../settings/ews.ts'
import { domain } from '../users.ts'
import type { ManagedMailbox } from './managed-organisation.ts'
import { scattered } from './scattered.ts'

const FIRST = [
  'Ada',
  'Ben',
  'Cem',
  'Dora',
  'Éva',
  'Finn',
  'Gül',
  'Hugo',
  'Ines',
  'Jörg',
  'Kaya',
  'Lea',
  'Mia',
  'Niall',
  'Olga',
  'Paul',
]
const LAST = [
  'Abel',
  'Brandt',
  'Çelik',
  'Díaz',
  'Ek',
  'Fuchs',
  'García',
  'Holm',
  'Ito',
  'Jung',
  'Kaya',
  'Lund',
  'Moser',
  'Novák',
  "O'Brien",
  'Peter',
]

/** Settings that shut EWS out of a mailbox, or a client; the others of a hundred have nothing set. */
const odd: readonly Partial<ClientAccess>[] = [
  { enabled: false },
  { enabled: false },
  { enabled: false, policy: 'EnforceAllowList', allowList: ['MacOutlook/*'] },
  { policy: 'EnforceAllowList', allowList: ['MacOutlook/*', 'Microsoft Office/*'] },
  { policy: 'EnforceAllowList' },
  { policy: 'EnforceBlockList', blockList: ['python-EAS-Client*'] },
  { enabled: true },
  { enabled: true, policy: 'EnforceBlockList', blockList: ['Thunderbird/*'] },
  { allowOutlook: false, allowMacOutlook: false },
]

/** So many mailboxes more, the same for the same seed: the n-th is the n-th of every longer list too. */
export function madeUpMailboxes(count: number, seed = 1): ManagedMailbox[] {
  return Array.from({ length: count }, (_, index) => mailbox(index + 1, seed))
}

function mailbox(number: number, seed: number): ManagedMailbox {
  const random = scattered(number + seed * 0x9e37_79b1)
  const first = FIRST[random % FIRST.length]
  const last = LAST[(random >>> 8) % LAST.length]
  const padded = String(number).padStart(5, '0')
  const account = `user${padded}`
  const recipient = { account, displayName: `${first} ${last} ${padded}`, mailbox: `${account}@${domain.dns}` }
  return { recipient, access: clientAccess(odd[(random >>> 16) % 100]), activeSync: untouchedMailbox() }
}
