import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { DifferentNode, Settings } from '../../../../lab/settings.ts'
import type { NodeSignIns, Nodes } from '../../../../shared/artifacts/nodes.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { healthyFindings, notPassed, organisationOf, runAgainst } from './lab-run.ts'

const ADDRESSES = ['127.0.0.1', '127.0.0.11', '127.0.0.12', '127.0.0.13']

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ nodes: 3 })
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})

function nodesOf(run: Run): Nodes {
  if (run.artifacts.nodes?.state !== 'gathered') throw new Error('The servers were not asked.')
  return run.artifacts.nodes.value
}

function nodeSignInsOf(run: Run): NodeSignIns {
  if (run.artifacts.nodeSignIns?.state !== 'gathered') throw new Error('The servers were not signed in to.')
  return run.artifacts.nodeSignIns.value
}

/** Requests with a credential, by the server that got them. */
function signedInAt({ log }: Pick<Lab, 'log'>, before = 0): Set<string> {
  const entries = log.slice(before).filter(({ result }) => result === 'accepted' || result === 'rejected')
  return new Set(entries.map(({ server }) => server))
}

describe('one server of several', () => {
  it('that rejects the right password is the last that is signed in to', async () => {
    const eight = await startLab({ faults: ['one-node-rejects-sign-in'] })
    const { run } = await runAgainst(eight).finally(() => eight.close())
    expect(nodeSignInsOf(run).attempts.map(({ address, result }) => [address, result])).toEqual([
      ['127.0.0.1', 'accepted'],
      ['127.0.0.11', 'accepted'],
      ['127.0.0.12', 'accepted'],
      ['127.0.0.13', 'rejected'],
    ])
    expect(nodeSignInsOf(run).notTried).toEqual(['14', '15', '16', '17', '18'].map((last) => `127.0.0.${last}`))
    expect(signedInAt(eight)).toEqual(new Set(['EXCH01', 'EXCH02', 'EXCH03']))
    expect(eight.log.filter(({ result }) => result === 'rejected')).toHaveLength(1)
  })

  it('that answers a sign-in by nothing is the last that is signed in to: it may have rejected it', async () => {
    const adjust = (settings: Settings) => {
      // The balancer keeps the client with a good one.
      settings.network.stayAt = 1
      settings.different.push({
        node: 2,
        change: ({ ews }) => {
          ews.badOperation = { name: 'GetFolder', is: 'cut-in-front' }
        },
      })
    }
    const three = await startLab({ nodes: 3, adjust })
    const { run } = await runAgainst(three).finally(() => three.close())
    expect(nodeSignInsOf(run)).toMatchObject({
      attempts: [
        { address: '127.0.0.1', result: 'accepted' },
        { address: '127.0.0.11', result: 'accepted' },
        { address: '127.0.0.12', result: 'unclear' },
      ],
      notTried: ['127.0.0.13'],
    })
    expect(signedInAt(three)).not.toContain('EXCH03')
  })

  it('is signed in to anew, whatever connection stands to it', async () => {
    const { run } = await runAgainst(lab)
    const { attempts } = nodeSignInsOf(run)
    expect(attempts.map(({ address }) => address)).toEqual(ADDRESSES)
    // NTLM's three messages, whose first one is answered by the challenge.
    expect(attempts.map(({ exchanges }) => exchanges.map(({ status }) => status))).toEqual(
      ADDRESSES.map(() => [401, 200]),
    )
  })

  it('that is not trusted gets no credential', async () => {
    await lab.setFaults(['one-node-old-certificate'])
    const before = lab.log.length
    const { run } = await runAgainst(lab)
    expect(nodesOf(run).nodes.find(({ address }) => address === '127.0.0.13')).toMatchObject({ trusted: false })
    expect(nodeSignInsOf(run).attempts.map(({ address }) => address)).not.toContain('127.0.0.13')
    expect(signedInAt(lab, before)).not.toContain('EXCH03')
  })

  it('is not signed in to, nor is any other, with a password that was rejected', async () => {
    await lab.setFaults(['wrong-password'])
    const { run } = await runAgainst(lab)
    expect(nodeSignInsOf(run)).toEqual({ attempts: [], notTried: [] })
    expect(lab.badSignIns('alice').total).toBe(1)
  })

  it('is named also where DNS does not know it', async () => {
    const organisation = { ...organisationOf(lab), servers: ['exch01.contoso.test', 'exch77.contoso.test'] }
    const { run, outcomes } = await runAgainst(lab, { organisation })
    expect(outcomes['connection/nodes']).toBe('unresolved')
    expect(nodesOf(run).unresolved).toMatchObject([
      { name: 'exch77.contoso.test', failure: { code: 'name-not-found' } },
    ])
  })
})

describe('one server of two', () => {
  const noNtlm = ({ ews }: Settings) => {
    ews.schemes = ['Basic']
  }
  const oldBuild = ({ server }: Settings) => {
    server.otherBuild = '15.2.1118.7'
  }
  const oldCertificate = ({ tls }: Settings) => {
    tls.certificates['mail.contoso.test'] = 'expired'
  }

  it.each<[string, 1 | 2, DifferentNode['change'], check: string, outcome: string, title: RegExp]>([
    ['offers Basic alone', 1, noNtlm, 'sign-in/nodes', 'schemes-split', /: Basic at EXCH01 .*; .*NTLM at EXCH02 /],
    ['offers Basic alone', 2, noNtlm, 'sign-in/nodes', 'schemes-split', /NTLM at EXCH01 .*; Basic at EXCH02 /],
    ['missed an update', 1, oldBuild, 'sign-in/nodes', 'versions-differ', /^EXCH01 .* than the other /],
    ['missed an update', 2, oldBuild, 'sign-in/nodes', 'versions-differ', /^EXCH02 .* than the other /],
    [
      'kept the old certificate',
      1,
      oldCertificate,
      'certificate/nodes',
      'odd-broken',
      / of EXCH01 .* not that of the other:/,
    ],
    [
      'kept the old certificate',
      2,
      oldCertificate,
      'certificate/nodes',
      'odd-broken',
      / of EXCH02 .* not that of the other:/,
    ],
  ])('that %s is not mixed up with the good one: EXCH0%i', async (_name, node, change, check, outcome, title) => {
    // The balancer keeps the client with the good one.
    const stayAt = node === 1 ? 2 : 1
    const adjust = (settings: Settings) => {
      settings.network.stayAt = stayAt
      settings.different.push({ node, change })
    }
    const two = await startLab({ nodes: 2, adjust })
    const { run } = await runAgainst(two).finally(() => two.close())
    const finding = run.findings.find((each) => each.check === check)
    expect(finding?.outcome).toBe(outcome)
    expect(finding?.title).toMatch(title)
  })

  it('is named for a fault of the lab with two servers', async () => {
    const two = await startLab({ nodes: 2, faults: ['one-node-no-ntlm'] })
    const { run } = await runAgainst(two).finally(() => two.close())
    expect(nodesOf(run).nodes.filter(({ listed }) => listed)).toHaveLength(2)
    expect(run.findings.find(({ check }) => check === 'sign-in/nodes')?.evidence).toMatchObject({
      sides: expect.stringMatching(/Basic at EXCH02 \(127\.0\.0\.12\)$/),
    })
  })
})

describe('servers that offer Negotiate alone', () => {
  const inNegotiate = ({ ews }: Settings) => {
    ews.schemes = ['Negotiate']
  }
  const kerberos = ({ ews }: Settings) => {
    ews.schemes = ['Negotiate:Kerberos']
  }

  /** A run at three servers of which the last is not as the others. */
  async function runWithOdd(change: DifferentNode['change'], faults: FaultId[] = []) {
    const adjust = (settings: Settings) => void settings.different.push({ node: 3, change })
    const three = await startLab({ nodes: 3, faults, adjust })
    const { run, outcomes } = await runAgainst(three).finally(() => three.close())
    return { three, run, outcomes, finding: run.findings.find(({ check }) => check === 'sign-in/nodes') }
  }

  it('and take NTLM in it are each signed in to', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    const before = lab.log.length
    const { run, outcomes } = await runAgainst(lab)
    expect(nodeSignInsOf(run)).toMatchObject({
      scheme: 'ntlm',
      attempts: ADDRESSES.map((address) => ({ address, result: 'accepted' })),
      notTried: [],
    })
    expect(outcomes['sign-in/nodes']).toBe('same')
    expect(signedInAt(lab, before)).toEqual(new Set(['EXCH01', 'EXCH02', 'EXCH03']))
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('are asked about NTLM without a credential, and the others are not', async () => {
    const { run } = await runWithOdd(inNegotiate)
    expect(nodesOf(run).nodes.map(({ ntlmInNegotiate }) => ntlmInNegotiate?.taken)).toEqual([
      undefined,
      undefined,
      undefined,
      true,
    ])
  })

  it('are told from those that offer NTLM by name, and signed in to like them', async () => {
    const { three, run, outcomes, finding } = await runWithOdd(inNegotiate)
    expect(outcomes).toMatchObject({ 'sign-in/nodes': 'ntlm-name-differs' })
    expect(finding?.title).toMatch(/; Negotiate \(which takes NTLM\) at EXCH03 \(127\.0\.0\.13\)$/)
    expect(nodeSignInsOf(run).attempts.map(({ result }) => result)).toEqual(Array(4).fill('accepted'))
    expect(three.badSignIns('alice').total).toBe(0)
  })

  it('and take Kerberos alone in it are not signed in to', async () => {
    const { three, run, outcomes, finding } = await runWithOdd(kerberos)
    expect(outcomes).toMatchObject({ 'sign-in/nodes': 'schemes-differ' })
    expect(finding?.evidence).toMatchObject({ offered: 'Negotiate (which refuses NTLM)' })
    expect(nodeSignInsOf(run)).toMatchObject({ attempts: { length: 3 }, notTried: [] })
    expect(three.log.filter(({ server, user }) => server === 'EXCH03' && user !== undefined)).toEqual([])
  })

  it('and reject the right password in it get it once, and it goes nowhere else', async () => {
    const { three, run, outcomes } = await runWithOdd(
      ({ server }) => {
        server.secureChannel = false
      },
      ['ews-ntlm-in-negotiate-only'],
    )
    expect(outcomes).toMatchObject({ 'sign-in/nodes': 'rejected-at' })
    expect(nodeSignInsOf(run).attempts.map(({ result }) => result)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'rejected',
    ])
    const refused = three.log.filter(({ result, reason }) => result === 'rejected' && reason !== 'not-offered')
    expect(refused.map(({ server, scheme }) => [server, scheme])).toEqual([['EXCH03', 'negotiate']])
  })
})

describe('three servers behind a balancer', () => {
  it('are asked each by its own address, under the published name', async () => {
    const before = lab.log.length
    const { run } = await runAgainst(lab)
    expect(notPassed(run)).toEqual(healthyFindings)
    const { host, nodes } = nodesOf(run)
    expect(host).toBe('mail.contoso.test')
    expect(
      nodes.map(({ address, server, names, published, listed }) => [address, server, names.at(-1), published, listed]),
    ).toEqual([
      ['127.0.0.1', 'EXCH01', expect.stringContaining('contoso.test'), true, false],
      ['127.0.0.11', 'EXCH01', 'exch01.contoso.test', false, true],
      ['127.0.0.12', 'EXCH02', 'exch02.contoso.test', false, true],
      ['127.0.0.13', 'EXCH03', 'exch03.contoso.test', false, true],
    ])
    for (const node of nodes) {
      expect(node.health.map(({ status, server }) => [status, server])).toEqual(
        Array(3).fill([200, `${node.server}.contoso.test`]),
      )
    }
    expect(nodeSignInsOf(run).attempts.map(({ address }) => address)).toEqual(ADDRESSES)
    const hosts = new Set(lab.log.slice(before).map(({ host: asked }) => asked))
    expect(hosts).not.toContain('exch02.contoso.test')
  })

  it('pass as well where the balancer sends each connection to the next', async () => {
    const turning = await startLab({
      nodes: 3,
      adjust: ({ network }) => {
        network.balancing = 'in-turn'
      },
    })
    try {
      const { run } = await runAgainst(turning)
      expect(notPassed(run)).toEqual(healthyFindings)
    } finally {
      await turning.close()
    }
  })

  it('are not signed in to one by one when nobody may sign in', async () => {
    const before = lab.log.length
    const { run } = await runAgainst(lab, { password: undefined, budget: createSignInBudget() })
    expect(nodeSignInsOf(run).attempts).toEqual([])
    expect(signedInAt(lab, before)).toEqual(new Set())
  })
})

it('one server is asked once more without a credential, and signed in to no more than before', async () => {
  const single = await startLab()
  try {
    const { run } = await runAgainst(single)
    expect(nodesOf(run).nodes).toMatchObject([
      { address: '127.0.0.1', published: true, listed: false, server: 'EXCH01' },
    ])
    expect(nodeSignInsOf(run)).toEqual({ attempts: [], notTried: [] })
  } finally {
    await single.close()
  }
})
