import { onTestFinished } from 'vitest'
import type { HandlersOptions } from '../../../electron/api/handlers.ts'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import type { FirewallSource, SourceRoad } from '../../../shared/firewall/source-list.ts'
import { Organisation } from '../../../shared/organisation/organisation.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { newFolder, opened } from '../engine/store/store-folder.ts'
import { openApp } from './app-with-configuration.ts'

/** Postern over a store on the disk, and the lab with its vendor; no time passes by itself. */
export async function appWithVendor(options: Partial<HandlersOptions> = {}) {
  const lab = await startLab()
  onTestFinished(() => lab.close())
  const folder = newFolder()
  // Certificates are of this day, and so is what the vendor says of its list.
  const clock = createHandClock(new Date().toISOString())
  const passwords = createMemoryPasswordStore()
  const store = opened(folder, { now: clock.now })
  const notified: string[] = []
  const app = openApp({
    ...{ store, passwords, now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer, user: () => 'anna' },
    organisation: Organisation.parse(lab.organisation),
    desktop: { notify: (sentence) => notified.push(sentence), savePdf: async () => ({ outcome: 'unavailable' }) },
    ...options,
  })
  const [{ id: organisationId = '' } = {}] = store.organisations.list()
  return { ...app, lab, folder, clock, passwords, store, notified, organisationId }
}

export const vendorRoad = ({ vendor }: Lab): SourceRoad => ({
  ...{ kind: 'vendor-api', address: vendor.address, clientId: vendor.clientId },
})

export function sourceOf(road: SourceRoad, more: Partial<FirewallSource> = {}): Omit<FirewallSource, 'id'> {
  return {
    ...{ group: 'VENDOR_US', provider: 'Vendor', region: 'US', road, oldAfterDays: 30, checkEveryHours: null },
    ...more,
  }
}
