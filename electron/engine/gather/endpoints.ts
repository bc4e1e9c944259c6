import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { Blocked, defineGatherer } from './gatherer.ts'
import { isOwnHost } from './own-host.ts'

/** Which addresses are asked: the organisation's own word, else Autodiscover's. */
export const endpoints = defineGatherer({
  artifact: 'endpoints',
  needs: [],
  // Where EWS is named, Autodiscover waits for the sign-in there, and that for this; so it is not waited for.
  uses: ({ ews, activeSync }) =>
    ews ? [] : activeSync?.url !== undefined ? ['autodiscover'] : ['autodiscover', 'autodiscoverMobileSync'],
  gather: async (_needed, { organisation, gathered }) => {
    const settings = gathered.autodiscover?.settings
    const foundEws =
      ownAddress(settings?.externalEwsUrl, organisation) ?? ownAddress(settings?.internalEwsUrl, organisation)
    const ews = organisation.ews
      ? ({ url: organisation.ews.url, source: 'organisation' } as const)
      : foundEws
        ? ({ url: foundEws, source: 'autodiscover' } as const)
        : undefined
    if (!ews) {
      const foreign = settings?.externalEwsUrl ?? settings?.internalEwsUrl
      const given = foreign
        ? `Autodiscover gives ${foreign.slice(0, 200)}, which is not an https address of your own; name it in the organisation if it is`
        : 'Autodiscover did not give one'
      return new Blocked('autodiscover', t`The organisation names no EWS address, and ${given}.`)
    }
    const named = organisation.activeSync?.url
    if (named !== undefined) return { ews, activeSync: { url: named, source: 'organisation' } }
    const found = ews.source === 'autodiscover' && ownAddress(gathered.autodiscoverMobileSync?.url, organisation)
    if (found) return { ews, activeSync: { url: found, source: 'autodiscover' } }
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
