import type { AutodiscoverAttempt, AutodiscoverMethod } from '../../artifacts/autodiscover.ts'
import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { partsIn } from '../address-parts.ts'

/** Whether a client that went this way stands before an Exchange server's Autodiscover, and has to sign in. */
export function leadsToExchange({ result, asks }: AutodiscoverAttempt): boolean {
  return result === 'settings' || (result === 'asks-for-sign-in' && asks?.asExchange === true)
}

/** What people call each way. */
export const methodNames: Readonly<Record<AutodiscoverMethod, string>> = {
  'https-domain': t`the mail domain over https`,
  'https-autodiscover': t`the name autodiscover over https`,
  'http-redirect': t`the redirect over plain http`,
  srv: t`the SRV record`,
}

/** One line of evidence for each way: where it led, and how it ended. */
export function waysSeen(attempts: readonly AutodiscoverAttempt[]): string[] {
  return attempts.map(({ method, urls, result, status, failure }) => {
    const path = urls.length > 0 ? `: ${urls.join(' → ')}` : ''
    return `${methodNames[method]}${path}: ${autodiscoverResults[result]}${whatCame({ status, failure })}`
  })
}

function whatCame({ status, failure }: Pick<AutodiscoverAttempt, 'status' | 'failure'>): string {
  if (status !== undefined) return ` (${status})`
  return failure ? `; ${failureClause(failure)}` : ''
}

/** Names under which nobody outside a network finds anything (RFC 6762, RFC 8375, and what people make up). */
const PRIVATE_SUFFIX = /\.(?:local|localdomain|internal|intern|lan|corp|intra|intranet|home\.arpa|private)$/i
const PRIVATE_ADDRESS = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/

/** Whether an address can only be found inside a network, by its host's name alone. */
export function isInsideName(url: string): boolean {
  const hostname = partsIn(url)?.hostname
  if (hostname === undefined) return false
  return PRIVATE_SUFFIX.test(hostname) || PRIVATE_ADDRESS.test(hostname) || !/[.:]/.test(hostname)
}

/** IIS paths compare without case, and a host does anyway. */
export function isSameAddress(left: string, right: string): boolean {
  if (left === right) return true
  const normal = (url: string) => partsIn(url)?.href.toLowerCase() ?? url
  return normal(left) === normal(right)
}

/** The host of an address, with its port where that is not 443; text that is no address stays as it is. */
export function hostOf(url: string): string {
  return partsIn(url)?.host ?? url
}
