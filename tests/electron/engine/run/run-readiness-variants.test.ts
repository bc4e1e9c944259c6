import { describe, expect, it } from 'vitest'
import { startLab } from '../../../../lab/lab.ts'
import type { Settings } from '../../../../lab/settings.ts'
import { healthyFindings, runAgainst } from './lab-run.ts'

// Organisations that differ from the lab's usual one, and in which the vendor's service works all the same.

type Variant = {
  what: string
  /** The port is known once the lab has started. */
  change: (settings: Settings, httpsPort: () => number) => void
  /** What is said beside what is said of the usual one: warnings at most. */
  findings: [check: string, outcome: string][]
}

const variants: Variant[] = [
  {
    what: 'Autodiscover is not published, and users type the server',
    change: (settings) => {
      settings.autodiscover.front = 'not-published'
    },
    findings: [
      ['autodiscover/settings', 'not-found'],
      ['autodiscover/ews-address', 'not-given'],
    ],
  },
  {
    what: 'Autodiscover is found by an SRV record alone',
    change: (settings, httpsPort) => {
      settings.dns.absentNames = ['autodiscover.contoso.test']
      settings.dns.inside.push((records) => [
        ...records,
        {
          type: 'SRV',
          name: '_autodiscover._tcp.contoso.test',
          ttl: 300,
          data: { priority: 0, weight: 0, port: httpsPort(), target: 'mail.contoso.test' },
        },
      ])
    },
    findings: [
      ['dns/autodiscover-name', 'missing'],
      ['autodiscover/well-known', 'by-service-record'],
    ],
  },
]

describe('is ready where', () => {
  it.each(variants)('$what', async ({ change, findings }) => {
    let httpsPort = 0
    const lab = await startLab({ adjust: (settings) => change(settings, () => httpsPort) })
    httpsPort = lab.ports.https
    try {
      const { run } = await runAgainst(lab)
      const told = run.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
      expect(new Set(told.map(({ check, outcome }) => `${check} ${outcome}`))).toEqual(
        new Set([...healthyFindings, ...findings].map(([check, outcome]) => `${check} ${outcome}`)),
      )
      expect(run.verdict).toBe('ready')
    } finally {
      await lab.close()
    }
  })
})
