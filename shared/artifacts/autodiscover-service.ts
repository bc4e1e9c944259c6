import { z } from 'zod'

/**
 * What Autodiscover's XML gives an address for beside EWS (MS-OXDSCLI 2.2.4.1.1.2.6), by the element that holds it:
 * `mailbox` and `directory` are MailStore and AddressBook of MAPI over HTTP, `availability` ASUrl, `automatic-replies`
 * OOFUrl, `address-book` OABUrl, `options` EcpUrl, `web-mail` OWAUrl and `voice-mail` UMUrl. The last three are EWS by
 * another name: EmwsUrl, SharingUrl and EwsPartnerUrl.
 */
export const AutodiscoverService = z.enum([
  'mailbox',
  'directory',
  'availability',
  'automatic-replies',
  'address-book',
  'options',
  'web-mail',
  'voice-mail',
  'web-services',
  'sharing',
  'partners',
])
export type AutodiscoverService = z.infer<typeof AutodiscoverService>

/** Whom an address is for: clients in the network, or those outside of it. */
export const AddressScope = z.enum(['inside', 'outside'])
export type AddressScope = z.infer<typeof AddressScope>

/** One address as Autodiscover's XML gives it. */
export const GivenService = z.strictObject({ service: AutodiscoverService, scope: AddressScope, url: z.string() })
export type GivenService = z.infer<typeof GivenService>
