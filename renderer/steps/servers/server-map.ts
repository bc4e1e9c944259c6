import type { ArtifactName, ArtifactRecords, Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { type FailureCode, failureSentences } from '../../../shared/artifacts/failure.ts'
import type { Node, Nodes } from '../../../shared/artifacts/nodes.ts'
import { nameBuild } from '../../../shared/exchange/name-build.ts'
import { t } from '../../../shared/language/translate.ts'

/** What is amiss with one box of the map, in few words; never told by its colour alone. */
export type MapMark = { verdict: 'fail' | 'warn' | 'unknown'; word: string }

/** `outside`: an address that the internet is told. */
export type MapColumn = 'outside' | 'name' | 'address' | 'server'

/** `beside` the title, where both fit into one line: a server's own address. */
export type MapBox = {
  id: string
  column: MapColumn
  title: string
  beside?: string
  lines: string[]
  mark?: MapMark
}

/** `seen`: DNS or the server itself says so. `named`: the organisation names the server as one behind that name. */
export type MapLink = { from: string; to: string; kind: 'seen' | 'named' }

export type ServerMap = { boxes: MapBox[]; links: MapLink[]; leftOut: number }

/** The value of an artifact, where there is one. */
export function valueIn<N extends ArtifactName>(artifacts: ArtifactRecords, name: N): Artifacts[N] | undefined {
  const record = artifacts[name]
  return record?.state === 'gathered' ? record.value : undefined
}

/**
 * Which names lead to which addresses, and those to which servers, as far as a run has seen it. What was not looked at
 * has no box; a name without an address keeps its own, and says so.
 */
export function serverMap(artifacts: ArtifactRecords): ServerMap {
  const names = valueIn(artifacts, 'dnsAnswers')?.names ?? []
  const nodes = valueIn(artifacts, 'nodes')
  const purposes = purposesOf(artifacts, names)
  const boxes: MapBox[] = []
  const links: MapLink[] = []

  for (const answer of names) {
    const id = `name ${answer.name}`
    boxes.push({
      id,
      column: 'name',
      title: answer.name,
      lines: [purposes(answer), ...aliasLines(answer)],
      ...markOfName(answer),
    })
    for (const { address } of answer.addresses) links.push({ from: id, to: `address ${address}`, kind: 'seen' })
  }
  for (const { exchange, addresses } of mailExchangersThere(artifacts, names)) {
    const known = boxes.find(({ id }) => id === `name ${exchange}`)
    if (known) {
      known.lines = [t`${known.lines[0] ?? ''}, incoming mail`, ...known.lines.slice(1)]
      continue
    }
    boxes.push({ id: `name ${exchange}`, column: 'name', title: exchange, lines: [t`incoming mail (MX)`] })
    for (const address of addresses) links.push({ from: `name ${exchange}`, to: `address ${address}`, kind: 'seen' })
  }

  for (const { name, address } of outsideAddresses(artifacts)) {
    const id = `outside ${address}`
    const inside = links.some(({ to }) => to === `address ${address}`)
    if (!boxes.some((box) => box.id === id)) {
      boxes.push({
        id,
        column: 'outside',
        title: address,
        lines: inside ? [t`the same as from here`] : [],
      })
    }
    if (boxes.some((box) => box.id === `name ${name}`)) links.push({ from: id, to: `name ${name}`, kind: 'seen' })
  }

  const published = [...new Set(links.filter(({ to }) => to.startsWith('address ')).map(({ to }) => to.slice(8)))]
  for (const address of published) {
    const node = nodes?.nodes.find((one) => one.address === address)
    boxes.push({
      id: `address ${address}`,
      column: 'address',
      title: address,
      lines: node?.server ? [t`answered by ${shortName(node.server)}`] : [],
      ...markOfAddress(node),
    })
  }

  const servers = serversOf(artifacts, nodes)
  for (const server of servers) {
    const { at, listed, ...box } = server
    boxes.push({ ...box, column: 'server' })
    for (const address of published) {
      if (at.includes(address)) links.push({ from: `address ${address}`, to: server.id, kind: 'seen' })
      else if (listed && leadsToEws(address, names)) {
        links.push({ from: `address ${address}`, to: server.id, kind: 'named' })
      }
    }
  }
  return { boxes, links, leftOut: nodes?.leftOut ?? 0 }
}

const purposeWords: Readonly<Record<NameAnswer['purpose'], string>> = {
  ews: 'EWS',
  'active-sync': 'ActiveSync',
  autodiscover: t`Autodiscover`,
  domain: t`the mail domain`,
}

/** What a name is there for. DNS is asked once for a name, whatever it serves beside. */
function purposesOf(artifacts: ArtifactRecords, names: readonly NameAnswer[]) {
  const endpoints = valueIn(artifacts, 'endpoints')
  const hosts = { ews: hostOf(endpoints?.ews.url), 'active-sync': hostOf(endpoints?.activeSync.url) }
  const activeSyncIsLookedAt =
    names.some(({ purpose }) => purpose === 'active-sync') || hosts.ews === hosts['active-sync']
  return ({ name, purpose }: NameAnswer): string => {
    const more = purpose === 'ews' && activeSyncIsLookedAt && hosts['active-sync'] === name ? ['ActiveSync'] : []
    return [purposeWords[purpose], ...more].join(', ')
  }
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined
}

function aliasLines({ aliases }: NameAnswer): string[] {
  const last = aliases.at(-1)
  return last ? [t`alias of ${last.target}`] : []
}

/** Nobody needs an address at the mail domain itself: Autodiscover has other ways. */
function markOfName({ failure, addresses, purpose }: NameAnswer): { mark?: MapMark } {
  if (failure) {
    return {
      mark: { verdict: purpose === 'ews' || purpose === 'active-sync' ? 'fail' : 'warn', word: wordOf(failure.code) },
    }
  }
  return addresses.length > 0 ? {} : { mark: { verdict: 'warn', word: t`has no address` } }
}

/** Those that receive the mail for the domain, where one of them is at an address that clients are led to. */
function mailExchangersThere(artifacts: ArtifactRecords, names: readonly NameAnswer[]) {
  const led = new Set(names.flatMap(({ addresses }) => addresses.map(({ address }) => address)))
  const records = valueIn(artifacts, 'dnsRecords')?.mailExchangers.records ?? []
  return records.flatMap(({ exchange, addresses = [] }) => {
    const there = addresses.filter((address) => led.has(address))
    return there.length > 0 ? [{ exchange, addresses: there }] : []
  })
}

function outsideAddresses(artifacts: ArtifactRecords): { name: string; address: string }[] {
  const views = valueIn(artifacts, 'dnsComparison')?.outside ?? []
  const all = views.flatMap(({ names }) =>
    names.flatMap(({ name, addresses }) => addresses.map(({ address }) => `${name} ${address}`)),
  )
  return [...new Set(all)].map((pair) => {
    const [name = '', address = ''] = pair.split(' ')
    return { name, address }
  })
}

function markOfAddress(node: Node | undefined): { mark?: MapMark } {
  if (node?.unprobed) return { mark: { verdict: 'warn', word: t`no server can be there` } }
  // What comes after the connection is the server's own, and stands there.
  if (node?.failure && node.connectMilliseconds === undefined) {
    return { mark: { verdict: 'fail', word: wordOf(node.failure.code) } }
  }
  return {}
}

type Server = Omit<MapBox, 'column'> & { at: string[]; listed: boolean }

/** One box for a server, by whichever of its addresses it was met. */
function serversOf(artifacts: ArtifactRecords, nodes: Nodes | undefined): Server[] {
  if (!nodes) return serversByNameAlone(artifacts)
  const asked = nodes.nodes.filter((node) => node.unprobed === undefined && isMet(node))
  const groups = Map.groupBy(asked, (node) => nameOfServer(node).toLowerCase())
  const met = [...groups].map(([id, met]): Server => {
    const own = met.find(({ listed }) => listed) ?? met.find(({ published }) => !published)
    const first = own ?? met[0]
    const version = met.find((node) => node.version !== undefined)?.version
    const mark = met.map(markOfServer).find((one) => one !== undefined)
    return {
      id: `server ${id}`,
      title: first ? nameOfServer(first) : id,
      ...(own && own.address !== nameOfServer(own) && { beside: own.address }),
      lines: [version ? versionWords(version) : t`version not told`],
      at: met.filter(({ published }) => published).map(({ address }) => address),
      listed: met.some(({ listed }) => listed),
      ...(mark && { mark }),
    }
  })
  const lost = nodes.unresolved.map(
    ({ name, failure }): Server => ({
      id: `server ${name.toLowerCase()}`,
      title: shortName(name),
      lines: [name],
      at: [],
      listed: true,
      mark: { verdict: 'warn', word: wordOf(failure.code) },
    }),
  )
  return [...met, ...lost]
}

/** An address of the published name that no connection comes about to is no server that anybody has met. */
function isMet({ published, listed, failure, connectMilliseconds }: Node): boolean {
  return listed || !published || !failure || connectMilliseconds !== undefined
}

/** Where no server was asked by itself, those that the organisation names, as DNS knows them. */
function serversByNameAlone(artifacts: ArtifactRecords): Server[] {
  const servers = valueIn(artifacts, 'serverCertificates')?.servers ?? []
  return servers.map(({ name, addresses, failure }) => ({
    id: `server ${shortName(name).toLowerCase()}`,
    title: shortName(name),
    lines: [addresses.map(({ address }) => address).join(', ') || name],
    at: [],
    listed: true,
    mark: failure ? { verdict: 'warn', word: wordOf(failure.code) } : { verdict: 'unknown', word: t`not asked` },
  }))
}

function nameOfServer({ server, names, published, address }: Node): string {
  if (server) return shortName(server)
  return published ? address : shortName(names[0] ?? address)
}

/** `EXCH01.contoso.com` is EXCH01; an address stays whole. */
function shortName(name: string): string {
  return /^[\d.]+$|:/.test(name) ? name : (name.split('.')[0] ?? name).toUpperCase()
}

function versionWords(version: string): string {
  const named = nameBuild(version)
  return named ? `${named.product.name} ${named.update}`.replace('Exchange Server ', '') : version
}

function markOfServer(node: Node): MapMark | undefined {
  const { failure, status, health, trusted, certificate } = node
  if (failure) return { verdict: 'fail', word: wordOf(failure.code) }
  if (status !== undefined && status >= 500) return { verdict: 'fail', word: t`EWS answers ${status}` }
  const page = health.find((one) => one.status === undefined || one.status >= 500)
  if (page) return { verdict: 'warn', word: t`${page.path.split('/')[1] ?? t`a service`} is out of service` }
  if (status !== undefined && status !== 401) return { verdict: 'warn', word: t`EWS answers ${status}` }
  if (certificate && !trusted) return { verdict: 'warn', word: t`its certificate is not trusted` }
  return undefined
}

function leadsToEws(address: string, names: readonly NameAnswer[]): boolean {
  return names.some(({ purpose, addresses }) => purpose === 'ews' && addresses.some((one) => one.address === address))
}

const shortWords: Partial<Record<FailureCode, string>> = {
  'name-not-found': t`does not exist in DNS`,
  'no-address': t`has no address`,
  'resolver-unreachable': t`DNS did not answer`,
  'resolver-refused': t`DNS refused to answer`,
  'connection-refused': t`refuses the connection`,
  'connection-timed-out': t`does not answer`,
  'connection-reset': t`closes the connection`,
  'host-unreachable': t`cannot be reached`,
  'tls-failed': t`TLS does not come about`,
  'client-certificate-required': t`asks for a client certificate`,
}

function wordOf(code: FailureCode): string {
  return shortWords[code] ?? failureSentences[code]
}
