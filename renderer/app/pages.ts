import type { ComponentType } from 'react'
import type { Desk, Place, WizardStep } from '../store/place.ts'

/** Loads the code of a page. */
export type Load = () => Promise<{ default: ComponentType }>

/** The page of each step, loaded when it is first gone to. */
const stepPages: Record<WizardStep, Load> = {
  organisation: () => import('../steps/organisation/organisation-step.tsx'),
  servers: () => import('../steps/servers/servers-step.tsx'),
  'sign-in': () => import('../steps/sign-in/sign-in-step.tsx'),
  ews: () => import('../steps/ews/ews-step.tsx'),
  'active-sync': () => import('../steps/active-sync/active-sync-step.tsx'),
  firewall: () => import('../steps/firewall/firewall-step.tsx'),
  report: () => import('../steps/report/report-step.tsx'),
}

/** The page of each desk; the rail shows those that are here. */
const deskPages: { readonly [D in Desk]?: Load } = {
  runs: () => import('../desks/runs/runs-desk.tsx'),
  quarantine: () => import('../desks/quarantine/quarantine-desk.tsx'),
  firewall: () => import('../desks/firewall/firewall-desk.tsx'),
  organisations: () => import('../desks/organisations/organisations-desk.tsx'),
  watch: () => import('../desks/watch/watch-desk.tsx'),
}

const everything: Load = () => import('../steps/readiness/readiness-page.tsx')
const settings: Load = () => import('../desks/settings/settings-desk.tsx')

/** How the page of a place is loaded; undefined where it has none. */
export function pageOf(place: Place): Load | undefined {
  switch (place.kind) {
    case 'step':
      return stepPages[place.step]
    case 'desk':
      return deskPages[place.desk]
    case 'everything':
      return everything
    case 'settings':
      return settings
  }
}
