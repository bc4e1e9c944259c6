import { describe, expect, it } from 'vitest'
import type { MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import { nylas } from '../../../shared/profiles/profile.ts'
import { IntegrationPattern, integrationMatcher, patternOf } from '../../../shared/quarantine/integration.ts'

const device = (changes: Partial<MobileDevice> = {}): MobileDevice => ({
  identity: 'contoso.test/Users/Bob/ExchangeActiveSyncDevices/x',
  deviceUserAgent: 'python-EAS-Client 1.0',
  deviceType: 'SmartPhone',
  deviceModel: null,
  deviceId: 'abc123',
  ...changes,
})

describe('The integration’s devices', () => {
  it.each<[string, IntegrationPattern, Partial<MobileDevice>, boolean]>([
    ['another agent', { userAgent: 'python-EAS-Client 1.0' }, { deviceUserAgent: 'python-EAS-Client 1.01' }, false],
    ['an agent that was not told', { userAgent: '*' }, { deviceUserAgent: null }, false],
    ['an agent that was not read', { userAgent: '*' }, { deviceUserAgent: undefined }, false],
    ['one of two that are asked for', { userAgent: 'python*', deviceType: 'iPhone' }, {}, false],
    ['an empty model', { deviceModel: '*' }, { deviceModel: '' }, false],
    ['a blank model', { deviceModel: '*' }, {}, false],
    ['nothing asked for', {}, {}, false],
    ['the agent', { userAgent: 'python-EAS-Client 1.0' }, {}, true],
    ['the agent in other capitals', { userAgent: 'PYTHON-eas-client 1.0' }, {}, true],
    [
      'a newer version by a star',
      { userAgent: 'python-EAS-Client*' },
      { deviceUserAgent: 'python-EAS-Client 2.3' },
      true,
    ],
    ['both that are asked for', { userAgent: 'python*', deviceId: 'abc*' }, {}, true],
  ])('by %s', (_, pattern, changes, expected) => {
    expect(integrationMatcher(pattern)(device(changes))).toBe(expected)
  })

  it('are known by the agent of the profile, and by no type or id that nobody has published', () => {
    expect(patternOf(nylas)).toEqual({ userAgent: 'python-EAS-Client 1.0' })
  })

  it.each([{}, { userAgent: ' ' }, { userAgent: 'x'.repeat(201) }, { imei: '1' }])('are not known by %j', (given) => {
    expect(IntegrationPattern.safeParse(given).success).toBe(false)
  })
})
