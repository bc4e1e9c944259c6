import { describe, expect, it } from 'vitest'
import { Decision, decideAbout, decideByRule } from '../../../shared/quarantine/decision.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { manyDevices, now } from './example.ts'

const ground = { reason: 'the integration', ticket: 'CHG-1', decidedAt: '2026-11-29T09:00:00.000Z' }
const desk = openDesk(manyDevices(12), now)
const [first] = desk.index.devices
if (!first) throw new Error('no device')
const allow = decideAbout(first, 'allow', ground)
const rule = { characteristic: 'UserAgent', queryString: 'python-EAS-Client 1.0', accessLevel: 'Allow' } as const

describe('A decision', () => {
  it.each<[string, unknown]>([
    ['without a reason', { ...allow, reason: ' ' }],
    ['without a word on a ticket', { ...allow, ticket: undefined }],
    ['of another kind', { ...allow, kind: 'wipe' }],
    ['about a device and a rule', { ...allow, rule }],
    ['by a rule without a text', decideByRule(desk, { ...rule, queryString: '' }, ground)],
    ['of no day', { ...allow, decidedAt: 'today' }],
    ['about nothing', { kind: 'allow', ...ground }],
  ])('is none %s', (_, given) => {
    expect(Decision.safeParse(given).success).toBe(false)
  })

  it('knows how the device stood, and comes back from JSON as it was', () => {
    expect(allow).toMatchObject({
      was: { allowed: true, blocked: false },
      device: { mailbox: 'contoso.test/Users/Person 0' },
    })
    for (const decision of [allow, decideByRule(desk, rule, { ...ground, ticket: null })])
      expect(Decision.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
  })

  it('knows that the lists of a mailbox were not read', () => {
    const unread = openDesk({ ...manyDevices(1), casMailboxes: undefined }, now)
    const [device] = unread.index.devices
    if (!device) throw new Error('no device')
    expect(decideAbout(device, 'block', ground).was).toEqual({ allowed: null, blocked: null })
  })

  it('knows what a rule for the same said', () => {
    const made = {
      ...manyDevices(1),
      activeSyncDeviceAccessRules: [{ identity: 'R', ...rule, accessLevel: 'Block' as const }],
    }
    expect(decideByRule(openDesk(made, now), { ...rule, queryString: 'PYTHON-eas-client 1.0' }, ground).was).toBe(
      'Block',
    )
    expect(decideByRule(desk, rule, ground).was).toBeNull()
  })
})
