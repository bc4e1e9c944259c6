import { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import type { Connection } from './connection.ts'
import { createFirewallLists, type FirewallLists } from './firewall-lists.ts'
import { createFirewallSources, type FirewallSources } from './firewall-sources.ts'
import { organisationNumber } from './organisation-number.ts'
import { storedJson } from './stored-json.ts'

/** What is kept for the firewall of each organisation. No secret is in it. */
export type FirewallStore = {
  sources: FirewallSources
  lists: FirewallLists
  draft: {
    /** Undefined where none was saved, or it is of a form that this Postern cannot read. */
    read(organisationId: string): FirewallDraft | undefined
    /** False where the organisation is gone. */
    save(organisationId: string, draft: FirewallDraft): boolean
  }
}

export function createFirewallStore(connection: Connection): FirewallStore {
  return {
    sources: createFirewallSources(connection),
    lists: createFirewallLists(connection),
    draft: {
      read(organisationId) {
        const organisation = organisationNumber(connection, organisationId) ?? null
        const row = connection.get('SELECT draft FROM firewall_draft WHERE organisation = ?', organisation)
        return row && storedJson(row.draft, FirewallDraft)
      },
      save: (organisationId, draft) =>
        connection.transaction(() => {
          const organisation = organisationNumber(connection, organisationId)
          if (organisation === undefined) return false
          connection.run(
            `INSERT INTO firewall_draft (organisation, draft) VALUES (?, ?)
             ON CONFLICT (organisation) DO UPDATE SET draft = excluded.draft`,
            ...[organisation, JSON.stringify(draft)],
          )
          return true
        }),
    },
  }
}
