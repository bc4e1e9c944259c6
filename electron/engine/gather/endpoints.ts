import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { Blocked, defineGatherer } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'

/** Which addresses are asked: the organisation's own word, else Autodiscover's. */
export const endpoints = defineGatherer({
  artifact: 'endpoints',
  needs: [],
  uses: (organisation) => (organisation.ews ? [] : ['autodiscover']),
  gather: async (_needed, { organisation, gathered }) => {
    const found = gathered.autodiscover?.settings
    const foundEws = ownAddress(found?.externalEwsUrl, organisation) ?? ownAddress(found?.internalEwsUrl, organisation)
    const ews = organisation.ews
      ? ({ url: organisation.ews.url, source: 'organisation' } as const)
      : foundEws
        ? ({ url: foundEws, source: 'autodiscover' } as const)
        : undefined
    if (!ews) {
      const foreign = found?.externalEwsUrl ?? found?.internalEwsUrl
      const given = foreign
        ? `Autodiscover gives ${foreign.slice(0, 200)}, which is not an https address of your own; name it in the organisation if it is`
        : 'Autodiscover did not give one'
      return new Blocked('autodiscover', `The organisation names no EWS address, and ${given}.`)
    }
    const named = organisation.activeSync?.url
    if (named !== undefined) return { ews, activeSync: { url: named, source: 'organisation' } }
    const url = new URL('/Microsoft-Server-ActiveSync', ews.url).href
    return { ews, activeSync: { url, source: 'same-host' } }
  },
})

/** An answer of Autodiscover is only a hint from the network: the password goes over https to the organisation's own hosts. */
function ownAddress(url: string | undefined, organisation: Organisation): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, hostname, href } = new URL(url)
  return protocol === 'https:' && isOwnHost(hostname, organisation) ? href : undefined
}
