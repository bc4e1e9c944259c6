import { t } from '../language/translate.ts'
import type { LayerName } from './layer.ts'

/** What each layer is, for a person who has never met it. */
export const layerWords: Readonly<Record<LayerName, { title: string; meaning: string }>> = {
  network: {
    title: t`Network`,
    meaning: t`The name, the way to port 443 and the certificate: what has to hold before anybody asks for EWS.`,
  },
  proxy: {
    title: t`Proxy or load balancer`,
    meaning: t`What stands in front of Exchange and passes requests for /EWS/* on, or keeps them to itself.`,
  },
  'virtual-directory': {
    title: t`IIS and virtual directory`,
    meaning: t`EWS as a part of the web server, on each server by itself: by which sign-in it is entered, and which address clients are told.`,
  },
  'extended-protection': {
    title: t`Extended Protection`,
    meaning: t`The server checks at the sign-in that nobody sits in the middle. Where it insists, NTLM clients that say nothing of their connection are refused.`,
  },
  organisation: {
    title: t`Organisation`,
    meaning: t`Who may use EWS at all: a switch, and lists of what clients call themselves, for every mailbox.`,
  },
  mailbox: {
    title: t`Mailbox`,
    meaning: t`The same for one mailbox, and whether the account may act for it.`,
  },
  throttling: {
    title: t`Throttling`,
    meaning: t`How much one account may ask of EWS before it is told to wait.`,
  },
}
