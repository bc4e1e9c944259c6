import { asksFor, nameOfNtlm } from '../../artifacts/ews.ts'
import type { Node } from '../../artifacts/nodes.ts'
import { namesOfSchemes, withheldSentences } from '../../artifacts/sign-in.ts'
import { newerBuildFirst } from '../../exchange/name-build.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { groupsOf, isSplit, labelOf, serversBehind, theOthers } from '../servers-behind.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/nodes',
    step: 'sign-in',
    subject: 'The sign-in at each server',
    needs: ['nodes', 'nodeSignIns'],
    guide: ['exchange.sign-in'],
    why: 'Sign-in is set on each server by itself. Where one differs, the same password is taken by most connections and refused by the rest.',
    outcomes: {
      'one-server': { verdict: 'pass', title: 'One server takes the sign-ins for {name}' },
      same: { verdict: 'pass', title: 'The {count} servers that answer behind {name} take sign-ins alike' },
      'same-offer': {
        verdict: 'pass',
        title: 'The {count} servers that answer behind {name} offer the same sign-in; it was tried at {tried}',
      },
      'rejected-at': {
        verdict: 'fail',
        title: '{bad} rejects the password that {name} accepts',
        advice:
          'Check on {bad} the secure channel to the domain (Test-ComputerSecureChannel), its clock and its NTLM policy; take it out of the load balancer until then. Postern sends it no password again.',
      },
      'schemes-differ': {
        verdict: 'fail',
        title: '{bad} offers {offered} at EWS, while the others offer {usual}',
        advice:
          'Compare Get-WebServicesVirtualDirectory of {bad} with the others, and the authentication of /EWS in IIS there; set both as on the others.',
      },
      'schemes-split': {
        verdict: 'fail',
        title: 'EWS offers different sign-ins at the servers behind {name}: {sides}',
        advice:
          'Compare Get-WebServicesVirtualDirectory of each, and the authentication of /EWS in IIS; set them alike, and as the vendor needs them: NTLM (Windows authentication) or Basic.',
      },
      'basic-differs': {
        verdict: 'warn',
        title: 'EWS takes Basic at some of the servers behind {name} alone, and NTLM at all of them: {sides}',
        advice:
          'Set Basic alike on all of them (Set-WebServicesVirtualDirectory -BasicAuthentication): a client that signs in with it is refused by a part of the servers.',
      },
      'ntlm-name-differs': {
        verdict: 'warn',
        title: 'Some of the servers behind {name} take NTLM under the name Negotiate alone: {sides}',
        advice:
          'Add the NTLM provider to Windows authentication of /EWS in IIS on those, or set all of them alike: a client that looks for NTLM by its own name is refused by a part of the servers.',
      },
      'negotiate-untold': {
        verdict: 'unknown',
        title: '{bad} offers Negotiate at EWS, and it is not seen whether NTLM goes through it',
        advice:
          'Look again; an answer of 401 to NTLM’s first message would tell. The NTLM provider, added to Windows authentication of /EWS in IIS there, makes the question go away.',
      },
      'no-clear-answer': {
        verdict: 'warn',
        title: 'The sign-in at {bad} got no clear answer',
        advice: 'Look at the answer below, and at the log of IIS on {bad} for the same minute.',
      },
      'versions-differ': {
        verdict: 'warn',
        title: '{bad} runs another build of Exchange ({odd}) than {others} ({usual})',
        advice:
          'Bring all servers to one build: mixed ones are meant for the time of an update or a move to a newer version.',
      },
    },
  },
  run: ({ nodes, nodeSignIns }) => {
    const servers = serversBehind(nodes).filter(({ status }) => status === 401)
    const evidence = {
      name: nodes.host,
      count: servers.length,
      servers: servers.map(
        (node) =>
          `${labelOf(node)}: ${namesOfSchemes(node.schemes).join(', ')}${node.version ? `, ${node.version}` : ''}`,
      ),
    }
    if (servers.length < 2) return { outcome: 'one-server', evidence }
    const at = (addresses: readonly string[]) =>
      nodes.nodes.filter(({ address }) => addresses.includes(address)).map(labelOf)
    const endedBy = (...results: string[]) =>
      nodeSignIns.attempts.filter(({ result }) => results.includes(result)).map(({ address }) => address)
    const rejected = endedBy('rejected')
    if (rejected.length > 0) return { outcome: 'rejected-at', evidence: { ...evidence, bad: at(rejected) } }
    const untold = servers.filter(isNtlmUntold)
    const told = servers.filter((server) => !untold.includes(server))
    const offers = groupsOf(told, usableOf)
    const sides = offers.map((side) => t`${schemesOf(side[0])} at ${side.map(labelOf).join(', ')}`).join('; ')
    if (offers.length > 1 && told.every((server) => asksFor('ntlm', server))) {
      const outcome = new Set(told.map(nameOfNtlm)).size > 1 ? 'ntlm-name-differs' : 'basic-differs'
      return { outcome, evidence: { ...evidence, sides } }
    }
    if (isSplit(offers)) return { outcome: 'schemes-split', evidence: { ...evidence, sides } }
    const [usual = [], ...others] = offers
    if (others.length > 0) {
      const [odd = []] = others
      const differing = { bad: odd.map(labelOf), offered: schemesOf(odd[0]), usual: schemesOf(usual[0]) }
      return { outcome: 'schemes-differ', evidence: { ...evidence, ...differing } }
    }
    if (untold.length > 0) return { outcome: 'negotiate-untold', evidence: { ...evidence, bad: untold.map(labelOf) } }
    const unclear = endedBy('unclear', 'failed')
    if (unclear.length > 0) {
      const failure = nodeSignIns.attempts.find(({ address }) => unclear.includes(address))?.failure
      return { outcome: 'no-clear-answer', evidence: { ...evidence, bad: at(unclear) }, failure }
    }
    const [most = [], ...older] = groupsOf(
      servers.filter(({ version }) => version !== undefined),
      versionOf,
      // Of one server each, the one that was left out of an update is the odd one.
      (left, right) => newerBuildFirst(versionOf(left), versionOf(right)),
    )
    const [odd = []] = older
    if (odd.length > 0) {
      const differing = {
        bad: odd.map(labelOf),
        odd: versionOf(odd[0]),
        usual: versionOf(most[0]),
        others: theOthers(most),
      }
      return { outcome: 'versions-differ', evidence: { ...evidence, ...differing } }
    }
    const [first] = nodeSignIns.attempts
    if (first?.withheld === 'told-to-wait') {
      return { blocked: { by: 'ewsGetFolder', reason: withheldSentences[first.withheld] } }
    }
    if (!nodeSignIns.attempts.some(({ result }) => result === 'accepted')) {
      const reason =
        nodeSignIns.notTried.length > 0
          ? withheldSentences['rejection-spent']
          : t`No sign-in was accepted at the published name, so that none was tried at each server.`
      return { blocked: { by: 'signIns', reason } }
    }
    // A credential goes to no server whose certificate is not trusted, as behind a balancer that ends TLS itself.
    const accepted = endedBy('accepted')
    return servers.every(({ address }) => accepted.includes(address))
      ? { outcome: 'same', evidence }
      : { outcome: 'same-offer', evidence: { ...evidence, tried: at(accepted) } }
  },
})

/** Whether nobody knows if NTLM is taken: the question was not asked, or was answered by something else than 401. */
function isNtlmUntold({ schemes, ntlmInNegotiate }: Node): boolean {
  if (!schemes.includes('negotiate') || schemes.includes('ntlm')) return false
  return ntlmInNegotiate?.exchange.status !== 401
}

/** What a client outside the domain can sign in with; other schemes come and go with a version, and nobody misses them. */
function usableOf(node: Node): string {
  return [nameOfNtlm(node) ?? '', node.schemes.includes('basic') ? t`Basic` : ''].join()
}

/** The order in which schemes are offered is no difference. */
function schemesOf(node: Node | undefined): string {
  if (!node || node.schemes.length === 0) return 'nothing'
  const names = namesOfSchemes(node.schemes.toSorted())
  if (!node.ntlmInNegotiate) return names.join(', ')
  const negotiate = t`Negotiate (which ${node.ntlmInNegotiate.taken ? t`takes` : t`refuses`} NTLM)`
  return names.map((name) => (name === 'Negotiate' ? negotiate : name)).join(', ')
}

function versionOf(node: Node | undefined): string {
  return node?.version ?? ''
}
