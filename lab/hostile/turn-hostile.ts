import type { Reply } from '../http/reply.ts'
import type { HostileMoment, HostilePlace, HostileSettings } from '../settings/hostile.ts'
import { hostileReply } from './answers.ts'

const PLACES: readonly (readonly [path: string, place: HostilePlace])[] = [
  ['/ews/', 'ews'],
  ['/autodiscover/autodiscover.xml', 'autodiscover'],
  ['/microsoft-server-activesync', 'active-sync'],
]

/** The hostile answer to a path at a moment, where the settings have one. */
export function turnHostile(
  { path, method }: { path: string; method: string },
  moment: HostileMoment,
  { spots }: HostileSettings,
  foreignPort: number,
): Reply | undefined {
  const place = PLACES.find(([prefix]) => path.toLowerCase().startsWith(prefix))?.[1]
  const spot = spots.find(
    (each) => each.place === place && each.moment === moment && (each.method ?? method) === method,
  )
  return spot && hostileReply(spot.answer, { foreignPort })
}
