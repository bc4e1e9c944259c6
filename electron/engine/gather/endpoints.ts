import { Blocked, defineGatherer } from './gatherer.ts'

/** Which addresses are asked: the organisation's own word, else Autodiscover's. */
export const endpoints = defineGatherer({
  artifact: 'endpoints',
  needs: [],
  uses: (organisation) => (organisation.ews ? [] : ['autodiscover']),
  gather: async (_needed, { organisation, gathered }) => {
    const found = gathered.autodiscover?.settings
    const foundEws = found?.externalEwsUrl ?? found?.internalEwsUrl
    const ews = organisation.ews
      ? ({ url: organisation.ews.url, source: 'organisation' } as const)
      : foundEws && URL.canParse(foundEws)
        ? ({ url: foundEws, source: 'autodiscover' } as const)
        : undefined
    if (!ews) {
      return new Blocked('autodiscover', 'The organisation names no EWS address, and Autodiscover did not give one.')
    }
    if (organisation.activeSync)
      return { ews, activeSync: { url: organisation.activeSync.url, source: 'organisation' } }
    const url = new URL('/Microsoft-Server-ActiveSync', ews.url).href
    return { ews, activeSync: { url, source: 'same-host' } }
  },
})
