import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import type { Node } from '../../../shared/artifacts/nodes.ts'
import { t } from '../../../shared/language/translate.ts'
import { failureWord } from './failure-word.ts'
import type { MapBox, MapMark } from './map-box.ts'
import { serversOf, shortName } from './map-servers.ts'
import { valueIn } from './value-in.ts'

/** `seen`: DNS or the server itself says so. `named`: the organisation names the server as one behind that name. */
export type MapLink = { from: string; to: string; kind: 'seen' | 'named' }

export type ServerMap = { boxes: MapBox[]; links: MapLink[]; leftOut: number }

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
      mark: {
        verdict: purpose === 'ews' || purpose === 'active-sync' ? 'fail' : 'warn',
        word: failureWord(failure.code),
      },
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
    return { mark: { verdict: 'fail', word: failureWord(node.failure.code) } }
  }
  return {}
}

function leadsToEws(address: string, names: readonly NameAnswer[]): boolean {
  return names.some(({ purpose, addresses }) => purpose === 'ews' && addresses.some((one) => one.address === address))
}
