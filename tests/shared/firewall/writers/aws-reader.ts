import type { Flow } from '../flows.ts'
import { authorizeIngress, awsTerraform, ingressChange, revokeIngress } from '../schemas/aws.ts'
import { documentOf } from '../schemas/valid.ts'

type Ingress = {
  IpPermissions: {
    IpProtocol: string
    FromPort: number
    ToPort: number
    IpRanges?: { CidrIp: string }[]
    Ipv6Ranges?: { CidrIpv6: string }[]
  }[]
}
type Entry = { protocol: string; port: number; cidr: string }

/** A security group tells neither rules nor destinations. */
export const toldByGroup = (flow: Flow): Flow => ({ ...flow, rule: '', destination: '' })

/** Gives documents to AWS as their notes say: the first is let in, what follows is a change or the rollback. */
export function flowsAuthorized(texts: readonly string[]): Flow[] {
  const group = new Map<string, Entry>()
  const authorize = (text: unknown) => {
    const entries = entriesOf(documentOf<Ingress>(JSON.stringify(text), authorizeIngress))
    const fresh = new Set([...entries.keys()].filter((key) => !group.has(key)))
    // AWS takes a document whole or not at all.
    if (fresh.size < entries.size) throw new Error('InvalidPermission.Duplicate')
    for (const [key, entry] of entries) group.set(key, entry)
  }
  const revoke = (text: unknown) => {
    for (const key of entriesOf(documentOf<Ingress>(JSON.stringify(text), revokeIngress)).keys())
      if (!group.delete(key)) throw new Error('InvalidPermission.NotFound')
  }
  for (const [at, text] of texts.entries()) {
    const document: Record<string, unknown> = JSON.parse(text)
    if (at === 0) authorize(document)
    else if ('IpPermissions' in document) revoke(document)
    else {
      const change = documentOf<{ authorize?: unknown; revoke?: unknown }>(text, ingressChange)
      if (change.authorize) authorize(change.authorize)
      if (change.revoke) revoke(change.revoke)
    }
  }
  return [...group.values()].map(({ protocol, port, cidr }) => ({
    ...{ rule: '', destination: '', protocol, port, action: 'allow', enabled: true, sources: [cidr] },
  }))
}

function entriesOf({ IpPermissions }: Ingress): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const { IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [] } of IpPermissions) {
    if (FromPort !== ToPort || IpRanges.length + Ipv6Ranges.length === 0) throw new Error('no single port, or nobody')
    for (const cidr of [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)]) {
      const key = `${IpProtocol} ${FromPort} ${cidr}`
      if (entries.has(key)) throw new Error(`InvalidParameterValue: ${key} twice`)
      entries.set(key, { protocol: IpProtocol, port: FromPort, cidr })
    }
  }
  return entries
}

type AwsTerraform = {
  locals: { PSTN_rules: Record<string, { enabled: boolean }>; PSTN_senders: Record<string, string[]> }
  resource?: { aws_vpc_security_group_ingress_rule: Record<string, TerraformEntry> }
}
type TerraformEntry = { for_each: string; ip_protocol: string; from_port: number; to_port: number; cidr_ipv4?: string }

/** Terraform’s file still tells the rules. */
export const toldByTerraform = (flow: Flow): Flow => ({ ...flow, destination: '' })

/** What Terraform holds once each file took the place of the one before. */
export function flowsInFile(texts: readonly string[]): Flow[] {
  const text = texts.at(-1) ?? '{}'
  if (/^\{\n {2}"\/\/": "[^"]*"\n\}\n$/.test(text)) return []
  const { locals, resource } = documentOf<AwsTerraform>(text, awsTerraform)
  const flows = Object.values(resource?.aws_vpc_security_group_ingress_rule ?? {}).flatMap(
    ({ for_each, ip_protocol, from_port, to_port, cidr_ipv4 }) => {
      if (from_port !== to_port) throw new Error('no single port')
      const seen = new Set<string>()
      // The last map wins in a merge, so that the first rule of the file stands last.
      const parts = mapsIn(for_each).toReversed()
      return parts.map(({ rule, lists }): Flow => {
        const known = locals.PSTN_rules[rule]
        if (!known || seen.has(rule)) throw new Error(`${rule} is unknown, or twice`)
        seen.add(rule)
        const sources = lists.flatMap((list) => locals.PSTN_senders[list] ?? [])
        if (sources.length === 0) throw new Error(`nobody: ${for_each}`)
        if (sources.some((each) => each.includes(':') === (cidr_ipv4 !== undefined)))
          throw new Error('the other family')
        return {
          ...{ rule, destination: '', protocol: ip_protocol, port: from_port, action: 'allow' },
          ...{ enabled: known.enabled, sources },
        }
      })
    },
  )
  const order = Object.keys(locals.PSTN_rules)
  return flows.toSorted((one, other) => order.indexOf(one.rule) - order.indexOf(other.rule))
}

/** The rules that an expression names, each with its lists; anything that is not exactly such an expression is refused. */
function mapsIn(expression: string): { rule: string; lists: string[] }[] {
  const inner = /^\$\{(?:merge\((.*, .*)\)|(\{.*\}))\}$/.exec(expression)
  const maps = (inner?.[1] ?? inner?.[2] ?? '').split(/(?<=\}), (?=\{)/)
  return maps.map((map) => {
    const found =
      /^\{for prefix in (?:toset\(concat\((?<several>[^()]+)\)\)|(?<one>[\w.]+)) : prefix => local\.PSTN_rules\.(?<rule>\w+)\.description if local\.PSTN_rules\.\k<rule>\.enabled\}$/.exec(
        map,
      )?.groups
    if (!found) throw new Error(`no expression that is known: ${expression}`)
    const lists = (found.several ?? found.one ?? '').split(', ').map((list) => {
      const name = /^local\.PSTN_senders\.(\w+)$/.exec(list)?.[1]
      if (name === undefined) throw new Error(`no list: ${list}`)
      return name
    })
    // In one map, a prefix that two lists have is an error unless they are made a set.
    return { rule: found.rule ?? '', lists }
  })
}
