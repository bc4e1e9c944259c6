import { autodiscover } from './autodiscover.ts'
import { avPairs } from './av-pairs.ts'
import { certificate } from './certificate.ts'
import { configurationFile } from './configuration-file.ts'
import { contentEncoding } from './content-encoding.ts'
import { der } from './der.ts'
import { deviceFile } from './device-file.ts'
import { dns } from './dns.ts'
import { ews } from './ews.ts'
import { ntlmChallenge } from './ntlm-challenge.ts'
import type { FuzzTarget } from './target.ts'
import { tlsFlight } from './tls-flight.ts'
import { wbxml } from './wbxml.ts'
import { wwwAuthenticate } from './www-authenticate.ts'

/** Every codec that reads what a server sends, and what reads the files that an administrator brings. */
export const allTargets: readonly FuzzTarget[] = [
  ntlmChallenge,
  avPairs,
  der,
  certificate,
  dns,
  wbxml,
  ews,
  autodiscover,
  wwwAuthenticate,
  tlsFlight,
  contentEncoding,
  configurationFile,
  deviceFile,
]
