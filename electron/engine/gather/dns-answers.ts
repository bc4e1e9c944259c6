import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { hostOf } from './addressing.ts'
import { defineGatherer } from './gatherer.ts'
import { lookUp } from './look-up.ts'

/** Looks up every name that the organisation's clients use, side by side. */
export const dnsAnswers = defineGatherer({
  artifact: 'dnsAnswers',
  needs: ['endpoints'],
  gather: async ({ endpoints }, context) => {
    const { domain } = context.organisation
    const wanted = new Map<string, NameAnswer['purpose']>()
    // The first purpose of a name is the one that is kept, so the most telling goes first.
    for (const [name, purpose] of [
      [hostOf(new URL(endpoints.ews.url)), 'ews'],
      [hostOf(new URL(endpoints.activeSync.url)), 'active-sync'],
      [`autodiscover.${domain}`.toLowerCase(), 'autodiscover'],
      [domain.toLowerCase(), 'domain'],
    ] as const) {
      if (!wanted.has(name)) wanted.set(name, purpose)
    }
    const names = await Promise.all([...wanted].map(([name, purpose]) => lookUp(name, purpose, context)))
    return { names }
  },
})
