import { z } from 'zod'

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i
const LETTERS_BEYOND_ASCII = /^(?=.*[^ -~])[\p{L}\p{M}\p{N}_.-]{1,253}$/u
const mailAddress = z.email()

/** Whether it is a name as DNS has it: in ASCII. */
export function isHostName(text: string): boolean {
  return HOST_NAME.test(text)
}

/**
 * A domain as DNS has it: one in ASCII as it is written, and `müller.example` by its A-labels (RFC 5890 section 2.3.2.1),
 * as every URL has them. Undefined for what is no name.
 */
export function asciiDomain(text: string): string | undefined {
  if (isHostName(text)) return text
  // Nothing that a URL would read as a port, a user, a path, or as letters in disguise.
  if (!LETTERS_BEYOND_ASCII.test(text)) return undefined
  const name = URL.parse(`https://${text}/`)?.hostname ?? ''
  return isHostName(name) && !/^[\d.]+$/.test(name) ? name : undefined
}

/** A mail address as Exchange has it, the domain by its A-labels; undefined for what is none. */
export function asciiMailbox(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const domain = asciiDomain(text.slice(at + 1))
  const address = domain === undefined ? text : `${text.slice(0, at + 1)}${domain}`
  return mailAddress.safeParse(address).success ? address : undefined
}

/** The organisation by the names that go over the wire; people are shown it as it is written. */
export function withAsciiNames<O extends { domain: string; mailbox: string }>(organisation: O): O {
  const { domain, mailbox } = organisation
  return { ...organisation, domain: asciiDomain(domain) ?? domain, mailbox: asciiMailbox(mailbox) ?? mailbox }
}
