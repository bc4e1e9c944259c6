import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import { hostOf } from './addressing.ts'
import { defineGatherer } from './gatherer.ts'
import { lookUp } from './look-up.ts'

/** Looks up every name that the organisation's clients use, side by side. */
export const dnsAnswers = defineGatherer({
  artifact: 'dnsAnswers',
  needs: [],
  // Where no address is known, the domain's own names are looked up all the same.
  uses: () => ['endpoints'],
  gather: async (_needed, context) => {
    const { domain } = context.organisation
    const { endpoints } = context.gathered
    const wanted = new Map<string, NameAnswer['purpose']>()
    // The first purpose of a name is the one that is kept, so the most telling goes first.
    for (const [name, purpose] of [
      ...(endpoints
        ? ([
            [hostOf(new URL(endpoints.ews.url)), 'ews'],
            // What the service does without has no name that is looked at, and no certificate.
            ...(wantsActiveSync(context.organisation)
              ? ([[hostOf(new URL(endpoints.activeSync.url)), 'active-sync']] as const)
              : []),
          ] as const)
        : []),
      [`autodiscover.${domain}`.toLowerCase(), 'autodiscover'],
      [domain.toLowerCase(), 'domain'],
    ] as const) {
      if (!wanted.has(name)) wanted.set(name, purpose)
    }
    const names = await Promise.all([...wanted].map(([name, purpose]) => lookUp(name, purpose, context)))
    return { names }
  },
})
