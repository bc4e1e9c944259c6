import { describe, expect, it } from 'vitest'
import { desks, hashOf, isSamePage, type Place, placeOfHash, wizardSteps } from '../../../renderer/store/place.ts'

const places: Place[] = [
  ...wizardSteps.map((step) => ({ kind: 'step', step }) as const),
  ...desks.map((desk) => ({ kind: 'desk', desk }) as const),
  { kind: 'everything' },
  { kind: 'settings' },
  { kind: 'desk', desk: 'runs', compared: { before: 'run-00000000', after: 'run-00000001' } },
  { kind: 'desk', desk: 'runs', compared: { before: 'run-00000000', after: 'today' } },
  { kind: 'desk', desk: 'quarantine', device: 'contoso.test/Users/Zoë Ex%ample\\ExchangeActiveSyncDevices/a§b' },
  { kind: 'desk', desk: 'firewall', part: 'rules' },
  { kind: 'desk', desk: 'firewall', part: 'sheets' },
  { kind: 'step', step: 'ews', part: 'configuration' },
  { kind: 'step', step: 'ews', part: 'mailboxes' },
  { kind: 'step', step: 'ews', part: 'ews-allow-list' },
]

describe('The address of a place', () => {
  it.each(places)('names %o, and is read again', (place) => {
    expect(placeOfHash(hashOf(place))).toEqual(place)
  })

  it.each([
    '',
    '#',
    '#/',
    '#/steps',
    '#/steps/',
    '#/steps/cellar',
    '#/steps/servers/more',
    '#/steps/servers/configuration',
    '#/steps/ews/cellar',
    '#/steps/ews/configuration/more',
    '#/everything/more',
    '#/desks/cellar',
    '#/desks/watch/run-00000000/run-00000001',
    '#/desks/runs/run-00000000',
    '#/desks/runs/today/run-00000000',
    '#/desks/runs/run-00000000/today/more',
    '#/desks/runs/../settings',
    '#/desks/runs/run-00000000/more',
    '#/desks/quarantine/',
    '#/desks/quarantine/%',
    '#/desks/quarantine/a/b',
    '#/desks/firewall/cellar',
    '#/desks/firewall/rules/more',
    '#/desks/runs/rules',
    '#steps/servers',
    'x/steps/servers',
    '#/toString',
  ])('names none in %j', (hash) => {
    expect(placeOfHash(hash)).toBeUndefined()
  })

  it('of a step is one page, whatever it shows', () => {
    const open: Place = { kind: 'step', step: 'ews', part: 'configuration' }
    expect(isSamePage(open, { kind: 'step', step: 'ews' })).toBe(true)
    expect(isSamePage(open, { kind: 'step', step: 'servers' })).toBe(false)
  })

  it('of a desk is one page, whatever it has open', () => {
    const open: Place = { kind: 'desk', desk: 'runs', compared: { before: 'run-00000000', after: 'today' } }
    expect(isSamePage(open, { kind: 'desk', desk: 'runs' })).toBe(true)
    expect(isSamePage(open, { kind: 'desk', desk: 'watch' })).toBe(false)
  })
})
