import type { AddressScope, AutodiscoverService, GivenService } from '../../../shared/artifacts/autodiscover-service.ts'
import { withoutUserinfo } from './without-userinfo.ts'
import type { XmlElement } from './xml.ts'

/** Characters of a URL. */
const MOST_OF_ADDRESS = 2_000
/** Exchange lists a URL of Outlook on the web for each server of a site. */
const MOST_OF_WEB_MAIL = 4

/** The element of EXCH, EXPR and EXHTTP that holds each. Names that begin with `EcpUrl-` hold fragments and no address. */
const elements: readonly (readonly [service: AutodiscoverService, name: string])[] = [
  ['availability', 'ASUrl'],
  ['automatic-replies', 'OOFUrl'],
  ['address-book', 'OABUrl'],
  ['options', 'EcpUrl'],
  ['voice-mail', 'UMUrl'],
  ['web-services', 'EmwsUrl'],
  ['sharing', 'SharingUrl'],
  ['partners', 'EwsPartnerUrl'],
]

const scopes: readonly AddressScope[] = ['outside', 'inside']

/** What Autodiscover's XML gives a client, by the protocols that it is for (MS-OXDSCLI 2.2.4.1.1.2.6). */
export type GivenAddresses = {
  /** The text of one element for clients inside (EXCH) or outside (EXPR); EXHTTP stands in for both. */
  textFor(scope: AddressScope, name: string): string | undefined
  services: GivenService[]
}

/** Reads the protocols of an answer, each by itself: the web protocol holds others that are not the account's own. */
export function givenAddresses(response: XmlElement): GivenAddresses {
  const protocols = ownProtocols(response)
  const ofType = (type: string) =>
    protocols.filter((protocol) => textIn(protocol, 'Type') === type || protocol.attributes.Type === type)
  // Of two, the first is for the inside; a single one is that of clients who come over the internet.
  const overHttp = ofType('EXHTTP')
  const inOrder: Readonly<Record<AddressScope, XmlElement[]>> = {
    inside: [...ofType('EXCH').slice(0, 1), ...overHttp.slice(0, -1).slice(0, 1)],
    outside: [...ofType('EXPR').slice(0, 1), ...overHttp.slice(-1)],
  }
  const textFor = (scope: AddressScope, name: string) => {
    for (const protocol of inOrder[scope]) {
      const text = textIn(protocol, name)
      if (text !== undefined) return text
    }
    return undefined
  }
  const services = elements.flatMap(([service, name]) =>
    scopes.flatMap((scope) => entry(service, scope, textFor(scope, name))),
  )
  return { textFor, services: [...services, ...webMail(ofType('WEB')), ...overMapi(ofType('mapiHttp'))] }
}

function webMail(protocols: readonly XmlElement[]): GivenService[] {
  return scopes.flatMap((scope) => {
    const audience = protocols.flatMap((protocol) => childrenOf(protocol, scope === 'inside' ? 'Internal' : 'External'))
    const urls = audience.flatMap((each) => childrenOf(each, 'OWAUrl')).map(({ text }) => text)
    return [...new Set(urls)].slice(0, MOST_OF_WEB_MAIL).flatMap((url) => entry('web-mail', scope, url))
  })
}

/** Given to a client that says it speaks MAPI over HTTP, in the place of EXCH and EXPR (MS-OXDSCLI 3.2.5.1). */
function overMapi([protocol]: readonly XmlElement[]): GivenService[] {
  const stores = [
    ['mailbox', 'MailStore'],
    ['directory', 'AddressBook'],
  ] as const
  return stores.flatMap(([service, name]) =>
    scopes.flatMap((scope) => {
      const [store] = protocol ? childrenOf(protocol, name) : []
      return entry(service, scope, store && textIn(store, scope === 'inside' ? 'InternalUrl' : 'ExternalUrl'))
    }),
  )
}

function entry(service: AutodiscoverService, scope: AddressScope, url: string | undefined): GivenService[] {
  return url ? [{ service, scope, url: withoutUserinfo(url).slice(0, MOST_OF_ADDRESS) }] : []
}

function ownProtocols(element: XmlElement): XmlElement[] {
  return element.name === 'Protocol' ? [element] : element.children.flatMap(ownProtocols)
}

function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name)
}

function textIn(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text || undefined
}
