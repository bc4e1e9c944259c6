import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
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
function signedInAt(before: number): Set<string> {
  const entries = lab.log.slice(before).filter(({ result }) => result === 'accepted' || result === 'rejected')
  return new Set(entries.map(({ server }) => server))
}

describe('one server of several', () => {
  it('that rejects the right password is the last that is signed in to', async () => {
    await lab.setFaults(['one-node-rejects-sign-in'])
    const before = lab.log.length
    const { run } = await runAgainst(lab)
    expect(nodeSignInsOf(run).attempts.map(({ address, result }) => [address, result])).toEqual([
      ['127.0.0.1', 'accepted'],
      ['127.0.0.11', 'accepted'],
      ['127.0.0.12', 'accepted'],
      ['127.0.0.13', 'rejected'],
    ])
    expect(nodeSignInsOf(run).notTried).toEqual(['14', '15', '16', '17', '18'].map((last) => `127.0.0.${last}`))
    expect(signedInAt(before)).toEqual(new Set(['EXCH01', 'EXCH02', 'EXCH03']))
    expect(lab.log.slice(before).filter(({ result }) => result === 'rejected')).toHaveLength(1)
  })

  it('that is not trusted gets no credential', async () => {
    await lab.setFaults(['one-node-old-certificate'])
    const before = lab.log.length
    const { run } = await runAgainst(lab)
    expect(nodesOf(run).nodes.find(({ address }) => address === '127.0.0.13')).toMatchObject({ trusted: false })
    expect(nodeSignInsOf(run).attempts.map(({ address }) => address)).not.toContain('127.0.0.13')
    expect(signedInAt(before)).not.toContain('EXCH03')
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
    expect(signedInAt(before)).toEqual(new Set())
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
