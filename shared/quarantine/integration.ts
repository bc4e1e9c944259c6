import { z } from 'zod'
import { wildcard } from '../ews/wildcard.ts'
import type { MobileDevice } from '../management/mobile-configuration.ts'
import type { Profile } from '../profiles/profile.ts'

const pattern = z.string().trim().min(1, 'is empty').max(200).optional()

/**
 * By what the devices of the integration are known: each pattern that is given has to match, `*` stands for any
 * characters, and case does not count. An administrator changes it where the vendor's devices show themselves otherwise.
 */
export const IntegrationPattern = z
  .strictObject({ userAgent: pattern, deviceType: pattern, deviceModel: pattern, deviceId: pattern })
  .refine((given) => Object.values(given).some((each) => each !== undefined), 'names nothing to know a device by')
export type IntegrationPattern = z.infer<typeof IntegrationPattern>

/** What a profile says of its own client. No vendor's type or id of a device is known, so they are left open. */
export function patternOf({ userAgent }: Pick<Profile, 'userAgent'>): IntegrationPattern {
  return { userAgent }
}

/** Whether a device is the integration's. What a device has not told matches no pattern. */
export function integrationMatcher(pattern: IntegrationPattern): (device: MobileDevice) => boolean {
  const { userAgent, deviceType, deviceModel, deviceId } = pattern
  const tests = [
    ...told(userAgent, (device) => device.deviceUserAgent),
    ...told(deviceType, (device) => device.deviceType),
    ...told(deviceModel, (device) => device.deviceModel),
    ...told(deviceId, (device) => device.deviceId),
  ]
  return (device) => tests.length > 0 && tests.every((test) => test(device))
}

function told(
  pattern: string | undefined,
  tellOf: (device: MobileDevice) => string | null | undefined,
): ((device: MobileDevice) => boolean)[] {
  if (pattern === undefined) return []
  const matches = wildcard(pattern.trim())
  return [
    (device) => {
      const value = tellOf(device)
      return typeof value === 'string' && value !== '' && matches(value.trim())
    },
  ]
}
