/** What checks say of an address, each as URL writes it. */
export type AddressParts = Readonly<Pick<URL, 'protocol' | 'host' | 'hostname' | 'pathname' | 'search' | 'href'>>

/** More than the runs of one organisation name. */
const MOST_KEPT = 1_000

/** Reading an address costs more than most checks do, and the checks of a run name the same few again and again. */
const known = new Map<string, AddressParts | null>()

/** The parts of an address that a gatherer has connected to; throws a TypeError for a text that is none. */
export function partsOf(address: string): AddressParts {
  return partsIn(address) ?? new URL(address)
}

/** The parts of what somebody sent as an address, read from where it was sent; undefined where it is none. */
export function partsIn(text: string, base = ''): AddressParts | undefined {
  // No address that is read holds a line break.
  const key = base === '' ? text : `${text}\n${base}`
  let parts = known.get(key)
  if (parts === undefined) {
    parts = copied(URL.parse(text, base === '' ? undefined : base))
    if (known.size >= MOST_KEPT) known.clear()
    known.set(key, parts)
  }
  return parts ?? undefined
}

function copied(url: URL | null): AddressParts | null {
  if (!url) return null
  const { protocol, host, hostname, pathname, search, href } = url
  return { protocol, host, hostname, pathname, search, href }
}
