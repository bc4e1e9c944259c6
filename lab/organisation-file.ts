import { domain, users } from './users.ts'

/** The environment variable in which `postern probe` looks for the password. */
export const PASSWORD_VARIABLE = 'POSTERN_LAB_PASSWORD'

/** The name by which an organisation file of the lab is known. */
export const ORGANISATION_NAME = 'Contoso (lab)'

/** An organisation file, format 1, as the lab fills it. */
export interface LabOrganisation {
  format: 1
  name: string
  domain: string
  mailbox: string
  /** Where the account acts for the mailbox. */
  impersonation?: true
  account: { username: string; password: { environment: string } }
  ews: { url: string }
  activeSync: { url: string }
  resolvers: string[]
  outsideResolvers: string[]
  /** Where several stand behind the published name. */
  servers?: string[]
  httpsPort: number
  httpPort: number
  trust: { certificateAuthorities: string[] }
}

/** Ports of 127.0.0.1: HTTPS, plain HTTP, the resolvers inside, and those that see what the internet sees. */
export interface LabPorts {
  https: number
  http: number
  inside: number[]
  outside: number[]
}

export function labOrganisation(ports: LabPorts, authorityPem: string, servers: number): LabOrganisation {
  const origin = `https://mail.${domain.dns}:${ports.https}`
  return {
    format: 1,
    name: ORGANISATION_NAME,
    domain: domain.dns,
    mailbox: `alice@${domain.dns}`,
    account: { username: `${domain.netbios}\\alice`, password: { environment: PASSWORD_VARIABLE } },
    ews: { url: `${origin}/EWS/Exchange.asmx` },
    activeSync: { url: `${origin}/Microsoft-Server-ActiveSync` },
    resolvers: ports.inside.map((port) => `127.0.0.1:${port}`),
    outsideResolvers: ports.outside.map((port) => `127.0.0.1:${port}`),
    ...(servers > 1 && { servers: serverNames(servers) }),
    httpsPort: ports.https,
    httpPort: ports.http,
    trust: { certificateAuthorities: [authorityPem] },
  }
}

/** The people that a run can sign in as, with the passwords that were handed out. */
export function handedOutUsers(): { username: string; mailbox: string; password: string }[] {
  return users.map(({ account, mailbox, password }) => ({
    username: `${domain.netbios}\\${account}`,
    mailbox,
    password,
  }))
}

function serverNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `exch${String(index + 1).padStart(2, '0')}.${domain.dns}`)
}
