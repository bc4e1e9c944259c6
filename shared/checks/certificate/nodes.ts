import type { Node, Nodes } from '../../artifacts/nodes.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { groupsOf, isSplit, labelOf, serversBehind, theOthers } from '../servers-behind.ts'
import { daysWords, lifetimeAt } from './lifetime.ts'

export default defineCheck({
  meta: {
    id: 'certificate/nodes',
    step: 'certificate',
    subject: 'The certificate of each server',
    needs: ['nodes'],
    guide: ['exchange.ews-visible'],
    why: 'A renewed certificate has to be assigned on every server. Where one is forgotten, a part of all connections meets the old one; and Extended Protection wants one and the same everywhere.',
    outcomes: {
      'one-server': { verdict: 'pass', title: 'One server shows the certificate of {name}' },
      same: { verdict: 'pass', title: 'The {count} servers that answer behind {name} show the same certificate' },
      'balancer-alone': {
        verdict: 'pass',
        title: 'The load balancer at {balancer} shows the certificate of {name}, and no server behind it can be asked',
      },
      'odd-broken': {
        verdict: 'fail',
        title: 'Clients refuse the certificate of {bad}, which is not that of {others}: {problem}',
        advice: 'Import the certificate of {others} into {bad}, with its private key, and assign it to IIS there.',
      },
      'odd-ending': {
        verdict: 'warn',
        title: 'The certificate of {bad} ends in {remaining}, on {validTo}, and is not that of {others}',
        advice:
          'Import the certificate of {others} into {bad}, with its private key, and assign it to IIS there before {validTo}.',
      },
      odd: {
        verdict: 'warn',
        title: 'The certificate of {bad} is not that of the others behind {name}',
        advice:
          'Assign the same certificate to IIS on every server; until then a client that moves from one to another sees it change.',
      },
      split: {
        verdict: 'warn',
        title: 'The servers behind {name} show different certificates: {sides}',
        advice:
          'Decide which one is meant, as a rule the one that was renewed last, and assign it to IIS on every server; until then a client that moves from one to another sees it change.',
      },
      'balancer-differs': {
        verdict: 'warn',
        title: 'The load balancer at {bad} shows another certificate than the servers behind it',
        advice:
          'Install the same certificate on the load balancer and on every server, or let it pass TLS through: with two of them, Extended Protection refuses NTLM sign-ins.',
      },
    },
  },
  run: ({ nodes }) => {
    const servers = serversBehind(nodes)
    const shown = servers.filter(({ certificate }) => certificate)
    const balancer = nodes.nodes.find((node) => !servers.includes(node) && node.published && node.certificate)
    if (shown.length === 0 && balancer) {
      return { outcome: 'balancer-alone', evidence: { name: nodes.host, balancer: balancer.address } }
    }
    if (shown.length === 0)
      return { blocked: { by: 'nodes', reason: t`No server behind ${nodes.host} showed a certificate.` } }
    const isBroken = (node: Node) => problemOf(node, nodes) !== undefined
    const isEnding = (node: Node) => daysLeft(node, nodes) !== undefined
    const defect = (node: Node | undefined) => (node && isBroken(node) ? 2 : node && isEnding(node) ? 1 : 0)
    const groups = groupsOf(shown, fingerprint, (left, right) => defect(left) - defect(right))
    // A good one is what is meant, however many servers still show one that clients refuse, or will before long.
    const [usual = []] = groups.toSorted(([left], [right]) => defect(left) - defect(right))
    const certificates = groups.map(
      ([first, ...same]) =>
        t`${[first, ...same].flatMap((node) => (node ? [labelOf(node)] : [])).join(', ')}: ${first?.certificate?.subject}, until ${first?.certificate?.validTo.slice(0, 10)}`,
    )
    const evidence = { name: nodes.host, count: shown.length, certificates }
    // Whoever comes by the name meets the balancer's certificate then, and none of those behind it.
    if (balancer && !shown.some((node) => fingerprint(node) === fingerprint(balancer))) {
      return { outcome: 'balancer-differs', evidence: { ...evidence, bad: [balancer.address] } }
    }
    const odd = groups.filter((group) => group !== usual).flat()
    const broken = odd.filter(isBroken)
    const [first] = broken
    if (first && !usual.some(isBroken)) {
      const told = { bad: broken.map(labelOf), problem: problemOf(first, nodes), others: theOthers(usual) }
      return { outcome: 'odd-broken', evidence: { ...evidence, ...told } }
    }
    const [soonest, ...later] = odd
      .filter((node) => isEnding(node) && !isBroken(node))
      .toSorted((left, right) => (daysLeft(left, nodes) ?? 0) - (daysLeft(right, nodes) ?? 0))
    if (soonest && !usual.some((node) => defect(node) > 0)) {
      const told = {
        bad: [soonest, ...later].map(labelOf),
        remaining: daysWords(daysLeft(soonest, nodes) ?? 0),
        validTo: soonest.certificate?.validTo.slice(0, 10),
        others: theOthers(usual),
      }
      return { outcome: 'odd-ending', evidence: { ...evidence, ...told } }
    }
    if (isSplit(groups)) {
      return { outcome: 'split', evidence: { ...evidence, sides: certificates.join('; ') } }
    }
    if (odd.length > 0) return { outcome: 'odd', evidence: { ...evidence, bad: odd.map(labelOf) } }
    return { outcome: servers.length > 1 ? 'same' : 'one-server', evidence }
  },
})

function fingerprint({ certificate }: Node): string {
  return certificate?.sha256 ?? ''
}

/** Why a client would refuse this certificate, as the end of a sentence. */
function problemOf({ certificate, nameMatches, chainError }: Node, { host, seenAt }: Nodes): string | undefined {
  if (!certificate) return undefined
  if (Date.parse(seenAt) > Date.parse(certificate.validTo)) return t`it expired on ${certificate.validTo.slice(0, 10)}`
  if (nameMatches === false) return t`it does not cover ${host}`
  return chainError && t`its chain does not verify (${chainError})`
}

/** How many days are left of one that has to be renewed now; undefined for any other. */
function daysLeft({ certificate }: Node, { seenAt }: Nodes): number | undefined {
  if (!certificate) return undefined
  const { state, days } = lifetimeAt(certificate, Date.parse(seenAt))
  return state === 'expires-soon' ? days : undefined
}
