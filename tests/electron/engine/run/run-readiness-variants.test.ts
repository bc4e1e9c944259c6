import { describe, expect, it } from 'vitest'
import { startLab } from '../../../../lab/lab.ts'
import type { Settings } from '../../../../lab/settings.ts'
import type { Organisation } from '../../../../shared/organisation/organisation.ts'
import { healthyFindings, organisationOf, runAgainst } from './lab-run.ts'

// Organisations that differ from the lab's usual one, and in which the vendor's service works all the same.

type Variant = {
  what: string
  /** The port is known once the lab has started. */
  change: (settings: Settings, httpsPort: () => number) => void
  /** What stands otherwise in the organisation file. */
  organisation?: Partial<Organisation>
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
    what: 'the certificate at the name for Autodiscover has expired, and the domain itself answers clients',
    change: (settings) => {
      settings.tls.certificates['autodiscover.contoso.test'] = 'expired'
    },
    findings: [['certificate/validity', 'autodiscover-expired']],
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
  {
    what: 'the name for clients outside is in the public zone alone',
    change: (settings) => {
      settings.autodiscover.externalEws = 'https://outer.contoso.test/EWS/Exchange.asmx'
      settings.dns.outside.edits.push((records) => [
        ...records,
        { type: 'A', name: 'outer.contoso.test', ttl: 300, data: '203.0.113.25' },
      ])
    },
    findings: [
      ['autodiscover/ews-address', 'differs'],
      ['autodiscover/addresses-answer', 'not-from-here'],
    ],
  },
  {
    what: 'ActiveSync is off on purpose, and the organisation file says so',
    organisation: { activeSync: { wanted: false } },
    change: (settings) => {
      settings.activeSync.found = false
    },
    findings: [],
  },
]

describe('what is said of ActiveSync', () => {
  it('is nothing where it is not wanted, and the run says which checks were made', async () => {
    const lab = await startLab({ faults: ['device-quarantined'] })
    try {
      const organisation = { ...organisationOf(lab), activeSync: { wanted: false } }
      const { run } = await runAgainst(lab, { organisation })
      expect(run.findings.filter(({ step }) => step === 'active-sync')).toEqual([])
      expect(run.run.only).toEqual(run.findings.map(({ check }) => check))
      expect(run.run.traces).toBeUndefined()
      expect(lab.devices('alice')).toEqual([])
      expect(lab.log.filter(({ path }) => /Microsoft-Server-ActiveSync$/i.test(path))).toEqual([])
    } finally {
      await lab.close()
    }
  })
})

describe('is ready where', () => {
  it.each(variants)('$what', async ({ change, findings, organisation }) => {
    let httpsPort = 0
    const lab = await startLab({ adjust: (settings) => change(settings, () => httpsPort) })
    httpsPort = lab.ports.https
    try {
      const { run } = await runAgainst(lab, { organisation: { ...organisationOf(lab), ...organisation } })
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
