import { activeSyncOptions } from './active-sync-options.ts'
import { autodiscover } from './autodiscover.ts'
import { dnsAnswers } from './dns-answers.ts'
import { endpoints } from './endpoints.ts'
import { ewsChallenge } from './ews-challenge.ts'
import { ewsGetFolder } from './ews-get-folder.ts'
import { ewsOperations } from './ews-operations.ts'
import { basicSignIn, ntlmSignIn } from './ews-sign-in.ts'
import type { AnyGatherer } from './gatherer.ts'
import { signIns } from './sign-ins.ts'
import { tlsHandshake } from './tls-handshake.ts'

/** Every gatherer; the order in which they run comes from what they need. */
export const allGatherers: readonly AnyGatherer[] = [
  endpoints,
  dnsAnswers,
  tlsHandshake,
  ewsChallenge,
  ntlmSignIn,
  basicSignIn,
  autodiscover,
  ewsGetFolder,
  ewsOperations,
  activeSyncOptions,
  signIns,
]
