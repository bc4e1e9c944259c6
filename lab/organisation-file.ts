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
  account: { username: string; password: { environment: string } }
  ews: { url: string }
  activeSync: { url: string }
  resolvers: string[]
  httpsPort: number
  trust: { certificateAuthorities: string[] }
}

export function labOrganisation(ports: { https: number; dns: number }, authorityPem: string): LabOrganisation {
  const origin = `https://mail.${domain.dns}:${ports.https}`
  return {
    format: 1,
    name: ORGANISATION_NAME,
    domain: domain.dns,
    mailbox: `alice@${domain.dns}`,
    account: { username: `${domain.netbios}\\alice`, password: { environment: PASSWORD_VARIABLE } },
    ews: { url: `${origin}/EWS/Exchange.asmx` },
    activeSync: { url: `${origin}/Microsoft-Server-ActiveSync` },
    resolvers: [`127.0.0.1:${ports.dns}`],
    httpsPort: ports.https,
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
