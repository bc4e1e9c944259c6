import { t } from '../language/translate.ts'
/** The virtual directories of Exchange that say without a sign-in which schemes they take: name, and a path inside. */
export const virtualDirectories = {
  ews: { name: 'EWS', path: '/EWS/Exchange.asmx' },
  'active-sync': { name: 'ActiveSync', path: '/Microsoft-Server-ActiveSync' },
  autodiscover: { name: t`Autodiscover`, path: '/Autodiscover/Autodiscover.xml' },
  mapi: { name: 'MAPI', path: '/mapi/emsmdb' },
} as const satisfies Record<string, { name: string; path: string }>

export type VirtualDirectory = keyof typeof virtualDirectories
