/** What checks say of an address, each as URL writes it. */
export type AddressParts = Readonly<Pick<URL, 'protocol' | 'host' | 'hostname' | 'pathname' | 'href'>>

/** More than the runs of one organisation name. */
const MOST_KEPT = 1_000

/** Reading an address costs more than most checks do, and the checks of a run name the same few again and again. */
const known = new Map<string, AddressParts | null>()

/** The parts of an address that a gatherer has connected to; throws a TypeError for a text that is none. */
export function partsOf(address: string): AddressParts {
  return partsIn(address) ?? new URL(address)
}

/** The parts of what somebody sent as an address; undefined where it is none. */
export function partsIn(text: string): AddressParts | undefined {
  let parts = known.get(text)
  if (parts === undefined) {
    parts = copied(URL.parse(text))
    if (known.size >= MOST_KEPT) known.clear()
    known.set(text, parts)
  }
  return parts ?? undefined
}

function copied(url: URL | null): AddressParts | null {
  if (!url) return null
  const { protocol, host, hostname, pathname, href } = url
  return { protocol, host, hostname, pathname, href }
}
