import { OrganisationPage } from './organisation-page.tsx'

/** The first step: names the organisation. */
export default function OrganisationStep() {
  return <OrganisationPage />
}
