import type { AutodiscoverAttempt } from '../../artifacts/autodiscover.ts'
import { headerValues } from '../../artifacts/http-exchange.ts'
import { t } from '../../language/translate.ts'
import { redirectedBy } from '../redirected-by.ts'
import { hostOf } from './leading.ts'

/** A redirect that leads away from Autodiscover: who made it, and what it says of itself. */
export type RedirectAway = {
  outcome: 'http-redirect' | 'redirected'
  seen: { server: string; location: string; writer: string }
}

/**
 * The redirect on a way that led clients from Autodiscover to something else: the setting of IIS that the virtual
 * directory inherited, or a rule of what stands in front. Undefined where there was none, or where it is a page to sign in
 * on that was meant for people.
 */
export function redirectAway({ exchanges }: Pick<AutodiscoverAttempt, 'exchanges'>): RedirectAway | undefined {
  for (const exchange of exchanges) {
    const { url, status = 0 } = exchange
    if (status < 300 || status >= 400 || !/^https:\/\/[^/]+\/autodiscover\//i.test(url)) continue
    const { by, location } = redirectedBy(exchange, url)
    if (location === undefined || by === 'sign-in' || by === 'moved') continue
    const writer = headerValues(exchange, 'server')[0] ?? t`nothing`
    return { outcome: by === 'site' ? 'http-redirect' : 'redirected', seen: { server: hostOf(url), location, writer } }
  }
  return undefined
}
