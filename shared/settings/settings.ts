import { z } from 'zod'
import { resolverAddress } from '../organisation/organisation.ts'

const port = z.int().min(1024).max(65535)

/** What an administrator chooses for this Postern, whatever the organisation. What is missing is as `defaultSettings` says. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** DNS servers to ask where an organisation names none of its own; empty: this machine's. */
  resolvers: z.array(resolverAddress).max(4),
  /** `none`: servers are reached directly. `system`: by the proxy that this machine is set to. */
  proxy: z.enum(['none', 'system']),
  /** Whether the system is told of a verdict that turned. */
  notifications: z.boolean(),
  /** Whether Prometheus may read how the runs came out, from this machine. */
  metrics: z.strictObject({ on: z.boolean(), port }),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  theme: 'system',
  resolvers: [],
  proxy: 'none',
  notifications: true,
  metrics: { on: false, port: 9464 },
}
