import { type ActiveSyncSettings, healthyActiveSync } from './settings/active-sync.ts'
import { type AutodiscoverSettings, healthyAutodiscover } from './settings/autodiscover.ts'
import { type DnsSettings, healthyDns } from './settings/dns.ts'
import { type EwsSettings, healthyEws } from './settings/ews.ts'
import { type HostileSettings, healthyHostile } from './settings/hostile.ts'
import { healthyNetwork, type NetworkSettings } from './settings/network.ts'
import { healthyServer, type ServerSettings } from './settings/server.ts'
import { healthySignIn, type SignInSettings } from './settings/sign-in.ts'
import { healthyTls, type TlsSettings } from './settings/tls.ts'
import { healthyWebMail, type WebMailSettings } from './settings/web-mail.ts'

/** How the lab behaves. A fault is a change to this; everything that answers a request reads it afresh. */
export interface Settings {
  dns: DnsSettings
  network: NetworkSettings
  tls: TlsSettings
  signIn: SignInSettings
  ews: EwsSettings
  autodiscover: AutodiscoverSettings
  activeSync: ActiveSyncSettings
  webMail: WebMailSettings
  server: ServerSettings
  hostile: HostileSettings
  /** Servers that differ from the others. */
  different: DifferentNode[]
}

/** A server that differs from the others: EXCH03 is number 3. */
export interface DifferentNode {
  readonly node: number
  /** What is different about it, on top of what holds for all. */
  change(settings: Settings): void
}

/** An organisation in which nothing is wrong, with the defaults of Exchange 2019 CU14 and later. */
export function healthySettings(): Settings {
  return {
    dns: healthyDns(),
    network: healthyNetwork(),
    tls: healthyTls(),
    signIn: healthySignIn(),
    ews: healthyEws(),
    autodiscover: healthyAutodiscover(),
    activeSync: healthyActiveSync(),
    webMail: healthyWebMail(),
    server: healthyServer(),
    hostile: healthyHostile(),
    different: [],
  }
}
