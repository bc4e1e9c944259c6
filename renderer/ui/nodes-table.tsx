import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { Node, Nodes } from '../../shared/artifacts/nodes.ts'
import { namesOfSchemes } from '../../shared/artifacts/sign-in.ts'
import { counted, t } from '../../shared/language/translate.ts'

import { commonName } from '../store/format.ts'
import { statusWithReason } from '../store/http-status.ts'
import { oddOnes } from '../store/odd-ones.ts'
import { ExchangeList } from './exchange-list.tsx'
import { type Cell, PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

/** Each server behind the published name by its own address; what one says otherwise than the rest is marked. */
export function NodesTable({ nodes: { nodes, unresolved, leftOut } }: { nodes: Nodes }) {
  const servers = nodes.map(serverText)
  const paths = [...new Set(nodes.flatMap((node) => node.health.map(({ path }) => path)))]
  const asked = nodes.filter(({ exchange }) => exchange !== undefined)
  return (
    <>
      <PlainTable
        label={t`Each server by its own address`}
        head={[t`Server`, t`EWS answers`, t`Certificate`]}
        rows={inColumns(servers, marked(nodes.map(answerText)), marked(nodes.map(certificateText)))}
      />
      {unresolved.map(({ name, failure }) => (
        <p key={name}>{t`${name} has no address: ${failureSentence(failure)}`}</p>
      ))}
      {leftOut > 0 && <p>{t`${counted(leftOut, 'more address was', 'more addresses were')} not asked.`}</p>}
      {paths.length > 0 && (
        <>
          <SubHeading>{t`Health pages, which a load balancer reads`}</SubHeading>
          <PlainTable
            label={t`Health pages of each server`}
            head={[t`Server`, ...paths.map(protocolOf)]}
            rows={inColumns(servers, ...paths.map((path) => marked(nodes.map((node) => healthText(node, path)))))}
          />
        </>
      )}
      {asked.length > 0 && (
        <>
          <SubHeading>{t`Conversations with EWS`}</SubHeading>
          <ExchangeList
            exchanges={asked.flatMap(({ exchange }) => exchange ?? [])}
            labels={asked.map(({ address }) => address)}
          />
        </>
      )}
    </>
  )
}

const protocols: Readonly<Record<string, string>> = {
  ews: 'EWS',
  'microsoft-server-activesync': 'ActiveSync',
  autodiscover: t`Autodiscover`,
}

/** Whose health page it is, by the virtual directory in its path. */
function protocolOf(path: string): string {
  const directory = path.split('/')[1] ?? path
  return protocols[directory.toLowerCase()] ?? directory
}

/** Columns as rows; all columns are of one length. */
function inColumns(...columns: readonly (readonly Cell[])[]): Cell[][] {
  const [first = []] = columns
  return first.map((_, row) => columns.map((column) => column[row] ?? ''))
}

function marked(texts: readonly string[]): Cell[] {
  const odd = oddOnes(texts)
  return texts.map((text, place) => ({ text, odd: odd.has(place) }))
}

function serverText({ server, address, names, published }: Node): string {
  const lines = [server ?? t`unnamed`, address]
  // A line each: a long one would take the width that the other columns need.
  if (published) lines.push(t`published as`, ...names)
  return lines.join('\n')
}

function answerText({ status, schemes, version, failure, unprobed }: Node): string {
  if (unprobed) return t`not asked: no server can be at such an address (${unprobed})`
  if (failure) return failureSentence(failure)
  const seen = status === undefined ? [] : [statusWithReason(status)]
  return [...seen, namesOfSchemes(schemes).join(', '), version ?? ''].filter((line) => line !== '').join('\n')
}

function certificateText({ certificate, chainError }: Node): string {
  if (!certificate) return ''
  const { subject, validTo, sha256 } = certificate
  const lines = [commonName(subject), t`until ${validTo.slice(0, 10)}`, `SHA-256 ${sha256.slice(0, 8)}…`]
  if (chainError) lines.push(chainError)
  return lines.join('\n')
}

function healthText(node: Node, path: string): string {
  const page = node.health.find((one) => one.path === path)
  if (!page) return ''
  if (page.status === 200) return t`in service`
  return page.failure ? failureSentence(page.failure) : statusWithReason(page.status)
}
