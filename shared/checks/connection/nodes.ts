import { failureSentences } from '../../artifacts/failure.ts'
import type { Node } from '../../artifacts/nodes.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import {
  addressesOfTheName,
  answerOf,
  groupsOf,
  isSplit,
  labelOf,
  serversBehind,
  theOthers,
} from '../servers-behind.ts'

export default defineCheck({
  meta: {
    id: 'connection/nodes',
    step: 'connection',
    subject: 'Each server behind the name',
    needs: ['nodes'],
    guide: ['exchange.ews-on', 'exchange.ews-visible'],
    why: 'One bad server of several fails a part of all connections, and a look at the published name hardly ever meets it. Each server was asked at its own address.',
    outcomes: {
      'one-server': { verdict: 'pass', title: 'One server stands behind {name}: {servers}' },
      'all-answer': { verdict: 'pass', title: 'The {count} servers behind {name} answer alike' },
      'some-broken': {
        verdict: 'fail',
        title: 'At {bad}, EWS {answer}; at {others} behind {name} it asks for a sign-in',
        advice:
          'Take {bad} out of the load balancer, then look at its application pools and event log; balance on /ews/healthcheck.htm, which fails where the port alone still answers.',
      },
      'some-elsewhere': {
        verdict: 'fail',
        title: 'At {bad}, another site answers for {name}: EWS {answer}',
        advice:
          'Bind HTTPS on {bad} to the Exchange front end (Default Web Site), without another site for this host name, or correct the address in DNS or at the load balancer.',
      },
      'none-answers': {
        verdict: 'warn',
        title: 'None of the {count} servers behind {name} serves EWS at its own address',
        advice:
          'Where they take no connection, let this machine connect to port {port} of each, or run Postern where it may, to see them one by one; where they are down, start them. Where they take connections, mend what each is seen to do.',
      },
      'some-odd': {
        verdict: 'warn',
        title: 'At {bad}, EWS {answer}; at {others} behind {name} it {usual}',
        advice:
          'Mend first what all who come by {name} meet, since no server serves EWS as it is. Then look at the application pools and the event log of {bad}, which is likely to be broken in a way of its own.',
      },
      'some-silent': {
        verdict: 'warn',
        title: 'At {bad}, nothing answers: it {answer}',
        advice:
          'Start the server, or take it out of DNS and the load balancer; a balancer that does not notice sends a part of all clients there.',
      },
      'some-out-of-service': {
        verdict: 'warn',
        title: '{bad} says of itself that {page} is out of service',
        advice:
          'Look at Get-ServerComponentState on {bad}: end maintenance, or repair what managed availability has switched off. A balancer that asks this page sends nobody there.',
      },
      unresolved: {
        verdict: 'warn',
        title: 'The organisation names the server {missing}, which has no address',
        advice: 'Correct the name in the organisation’s file (servers), or create its record.',
      },
    },
  },
  run: ({ nodes }) => {
    const servers = serversBehind(nodes)
    const missing = nodes.unresolved.map(({ name }) => name)
    const evidence = {
      name: nodes.host,
      port: nodes.port,
      count: servers.length,
      servers: servers.map((node) => (servers.length > 1 ? `${labelOf(node)}: ${answerOf(node)}` : labelOf(node))),
      ...(nodes.leftOut > 0 && { notAsked: nodes.leftOut }),
    }
    const about = (bad: readonly Node[]) => ({
      ...evidence,
      bad: bad.map(labelOf),
      answer: bad[0] ? answerOf(bad[0]) : '',
    })
    const isRight = (node: Node) => node.status === 401
    const silent = silentAmong(servers)
    const bad = servers.filter((node) => !isRight(node))
    if (servers.length > 1 && bad.length < servers.length) {
      const others = theOthers(servers.filter(isRight))
      const elsewhere = bad.filter(isAnotherSite)
      const broken = bad.filter((node) => !elsewhere.includes(node) && !silent.includes(node))
      if (broken.length > 0) {
        return { outcome: 'some-broken', evidence: { ...about(broken), others }, failure: broken[0]?.failure }
      }
      if (elsewhere.length > 0) return { outcome: 'some-elsewhere', evidence: about(elsewhere) }
    }
    if (servers.length > 1 && bad.length === servers.length) {
      if (servers.every(isClosedWithoutCertificate)) {
        const reason = t`Each of the ${servers.length} servers behind ${nodes.host} ${failureSentences['client-certificate-required']}.`
        return { blocked: { by: 'nodes', reason } }
      }
      const { usual, odd } = comparedWithMost(servers.filter((node) => !silent.includes(node)))
      // What all of them answer alike is told where EWS is asked at the published name.
      if (!usual) return { outcome: 'none-answers', evidence, failure: bad.find(({ failure }) => failure)?.failure }
      const elsewhere = odd.filter((node) => answerOf(node) === answerOf(usual))
      const otherwise = odd.filter((node) => !elsewhere.includes(node))
      const others = theOthers(servers.filter((node) => answerOf(node) === answerOf(usual)))
      if (otherwise.length > 0) {
        const seen = { ...about(otherwise), others, usual: answerOf(usual) }
        return { outcome: 'some-odd', evidence: seen, failure: otherwise[0]?.failure }
      }
      if (elsewhere.length > 0) return { outcome: 'some-elsewhere', evidence: about(elsewhere) }
    }
    // A dead address of the name is met by clients, however well the servers are that the organisation names.
    const unanswered = [...new Set([...silent, ...silentAmong(addressesOfTheName(nodes))])]
    if (unanswered.length > 0) {
      return { outcome: 'some-silent', evidence: about(unanswered), failure: unanswered[0]?.failure }
    }
    const page = pageOutOfService(servers)
    if (page) {
      const failure = page.nodes[0]?.health.find(({ path }) => path === page.path)?.failure
      return { outcome: 'some-out-of-service', evidence: { ...about(page.nodes), page: page.path }, failure }
    }
    if (missing.length > 0) return { outcome: 'unresolved', evidence: { ...evidence, missing } }
    if (servers.length > 1) return { outcome: 'all-answer', evidence }
    const one = evidence.servers.length > 0 ? evidence.servers : nodes.nodes.map(labelOf)
    return { outcome: 'one-server', evidence: { ...evidence, servers: one } }
  },
})

/** Those to which no connection comes about, where it does to others of them. */
function silentAmong(nodes: readonly Node[]): Node[] {
  const silent = nodes.filter((node) => node.failure && node.connectMilliseconds === undefined)
  return silent.length < nodes.length ? silent : []
}

/** One of those that do what most of them do, where that is an answer, and those that do something else. */
function comparedWithMost(nodes: readonly Node[]): { usual?: Node; odd: Node[] } {
  const groups = groupsOf(nodes, answerOf)
  const [most = []] = groups
  const isAnswer = (node: Node) => !node.failure || isClosedWithoutCertificate(node)
  // Where most of these bear a sign of Exchange, whoever lacks it is another site that happens to answer the same.
  const signed = most.filter((node) => !isAnotherSite(node))
  const [usual] = signed.length * 2 > most.length ? signed : most.filter(isAnotherSite)
  if (!usual || isSplit(groups) || !isAnswer(usual)) return { odd: [] }
  // A server in maintenance does not give its name either, and its health pages say why.
  const isElsewhere = (node: Node) => isAnotherSite(node) && !node.health.some(isOutOfService)
  const isOdd = (node: Node) => answerOf(node) !== answerOf(usual) || (isElsewhere(node) && !isAnotherSite(usual))
  return { usual, odd: nodes.filter(isOdd) }
}

function isClosedWithoutCertificate({ failure }: Node): boolean {
  return failure?.code === 'client-certificate-required'
}

/** An answer below 500 without any sign of Exchange's front end. */
function isAnotherSite({ status, server, version }: Node): boolean {
  return status !== undefined && status < 500 && server === undefined && version === undefined
}

/**
 * A health page that answers 200 at one server, and breaks off or fails at another. Where it is refused or not found, a
 * proxy that publishes no health pages stands before that server.
 */
function pageOutOfService(servers: readonly Node[]): { path: string; nodes: Node[] } | undefined {
  if (servers.length < 2) return undefined
  const isServed = (node: Node, path: string) => node.health.some((page) => page.path === path && page.status === 200)
  const isOut = (node: Node, path: string) => node.health.some((page) => page.path === path && isOutOfService(page))
  for (const path of new Set(servers.flatMap(({ health }) => health.map((page) => page.path)))) {
    const asked = servers.filter(({ health }) => health.some((page) => page.path === path))
    const out = asked.filter((node) => isOut(node, path))
    if (out.length > 0 && asked.some((node) => isServed(node, path))) return { path, nodes: out }
  }
  return undefined
}

function isOutOfService({ status }: Node['health'][number]): boolean {
  return status === undefined || status >= 500
}
