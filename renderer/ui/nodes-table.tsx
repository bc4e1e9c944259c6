import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { Node, NodeSignIns, Nodes } from '../../shared/artifacts/nodes.ts'
import { statusWithReason } from '../store/http-status.ts'
import { PlainTable } from './plain-table.tsx'

/** Each server behind the published name: which names lead to it, and what it answers. */
export function NodesTable({ nodes }: { nodes: Nodes }) {
  return (
    <PlainTable
      label="Each server by its own address"
      head={['Server', 'Names', 'EWS', 'Health pages', 'Certificate']}
      rows={nodes.nodes.map((node) => [
        [node.server ?? 'unnamed', node.address].join('\n'),
        node.names.join('\n') || 'none',
        answerText(node),
        node.health.map(({ path, status }) => `${status ?? 'no answer'} ${path}`).join('\n') || 'not asked',
        node.certificate ? `${node.certificate.subject}\nuntil ${node.certificate.validTo.slice(0, 10)}` : 'not seen',
      ])}
    />
  )
}

/** Which server took the account's sign-in. */
export function NodeSignInsTable({ signIns }: { signIns: NodeSignIns }) {
  if (signIns.attempts.length === 0) return <p>No server was signed in to by itself.</p>
  return (
    <PlainTable
      label="Sign-in at each server"
      head={['Address', 'Sign-in']}
      rows={[
        ...signIns.attempts.map(({ address, result, failure }) => [
          address,
          failure ? `${result}\n${failureSentence(failure)}` : result,
        ]),
        ...signIns.notTried.map((address) => [address, 'not tried']),
      ]}
    />
  )
}

function answerText({ status, schemes, version, failure, unprobed }: Node): string {
  if (unprobed) return `not asked: ${unprobed}`
  if (failure) return failureSentence(failure)
  const seen = status === undefined ? [] : [statusWithReason(status)]
  return [...seen, schemes.join(', '), version ?? ''].filter((line) => line !== '').join('\n')
}
