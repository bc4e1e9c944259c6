import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Node, Nodes } from '../../../shared/artifacts/nodes.ts'
import { nameBuild } from '../../../shared/exchange/name-build.ts'
import { t } from '../../../shared/language/translate.ts'
import { failureWord } from './failure-word.ts'
import type { MapBox, MapMark } from './map-box.ts'
import { valueIn } from './value-in.ts'

/** `at`: the published addresses behind which it was met. `listed`: the organisation names it. */
type ServerBox = Omit<MapBox, 'column'> & { at: string[]; listed: boolean }

/** One box for a server, by whichever of its addresses it was met. */
export function serversOf(artifacts: ArtifactRecords, nodes: Nodes | undefined): ServerBox[] {
  if (!nodes) return serversByNameAlone(artifacts)
  const asked = nodes.nodes.filter((node) => node.unprobed === undefined && isMet(node))
  const groups = Map.groupBy(asked, (node) => nameOfServer(node).toLowerCase())
  const met = [...groups].map(([id, met]): ServerBox => {
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
    ({ name, failure }): ServerBox => ({
      id: `server ${name.toLowerCase()}`,
      title: shortName(name),
      lines: [name],
      at: [],
      listed: true,
      mark: { verdict: 'warn', word: failureWord(failure.code) },
    }),
  )
  return [...met, ...lost]
}

/** An address of the published name that no connection comes about to is no server that anybody has met. */
function isMet({ published, listed, failure, connectMilliseconds }: Node): boolean {
  return listed || !published || !failure || connectMilliseconds !== undefined
}

/** Where no server was asked by itself, those that the organisation names, as DNS knows them. */
function serversByNameAlone(artifacts: ArtifactRecords): ServerBox[] {
  const servers = valueIn(artifacts, 'serverCertificates')?.servers ?? []
  return servers.map(({ name, addresses, failure }) => ({
    id: `server ${shortName(name).toLowerCase()}`,
    title: shortName(name),
    lines: [addresses.map(({ address }) => address).join(', ') || name],
    at: [],
    listed: true,
    mark: failure ? { verdict: 'warn', word: failureWord(failure.code) } : { verdict: 'unknown', word: t`not asked` },
  }))
}

function nameOfServer({ server, names, published, address }: Node): string {
  if (server) return shortName(server)
  return published ? address : shortName(names[0] ?? address)
}

/** `EXCH01.contoso.com` is EXCH01; an address stays whole. */
export function shortName(name: string): string {
  return /^[\d.]+$|:/.test(name) ? name : (name.split('.')[0] ?? name).toUpperCase()
}

function versionWords(version: string): string {
  const named = nameBuild(version)
  return named ? `${named.product.name} ${named.update}`.replace('Exchange Server ', '') : version
}

function markOfServer(node: Node): MapMark | undefined {
  const { failure, status, health, trusted, certificate } = node
  if (failure) return { verdict: 'fail', word: failureWord(failure.code) }
  if (status !== undefined && status >= 500) return { verdict: 'fail', word: t`EWS answers ${status}` }
  const page = health.find((one) => one.status === undefined || one.status >= 500)
  if (page) return { verdict: 'warn', word: t`${page.path.split('/')[1] ?? t`a service`} is out of service` }
  if (status !== undefined && status !== 401) return { verdict: 'warn', word: t`EWS answers ${status}` }
  if (certificate && !trusted) return { verdict: 'warn', word: t`its certificate is not trusted` }
  return undefined
}
