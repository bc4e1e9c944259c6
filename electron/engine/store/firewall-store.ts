import { createHash } from 'node:crypto'
import { type DraftVersion, FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
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
    version(organisationId: string): DraftVersion
    /** In the place of the version that it was made from. 'changed': another is kept. 'gone': the organisation is. */
    save(
      organisationId: string,
      draft: FirewallDraft,
      from: DraftVersion,
    ): { draftVersion: DraftVersion } | 'changed' | 'gone'
  }
}

export function createFirewallStore(connection: Connection): FirewallStore {
  const kept = (organisationId: string): unknown => {
    const organisation = organisationNumber(connection, organisationId) ?? null
    return connection.get('SELECT draft FROM firewall_draft WHERE organisation = ?', organisation)?.draft
  }

  return {
    sources: createFirewallSources(connection),
    lists: createFirewallLists(connection),
    draft: {
      read: (organisationId) => storedJson(kept(organisationId), FirewallDraft),
      version: (organisationId) => versionOf(kept(organisationId)),
      save: (organisationId, draft, from) =>
        connection.transaction(() => {
          const organisation = organisationNumber(connection, organisationId)
          if (organisation === undefined) return 'gone'
          if (versionOf(kept(organisationId)) !== from) return 'changed'
          const text = JSON.stringify(draft)
          connection.run(
            `INSERT INTO firewall_draft (organisation, draft) VALUES (?, ?)
             ON CONFLICT (organisation) DO UPDATE SET draft = excluded.draft`,
            ...[organisation, text],
          )
          return { draftVersion: versionOf(text) }
        }),
    },
  }
}

function versionOf(text: unknown): DraftVersion {
  return typeof text === 'string' ? createHash('sha256').update(text).digest('hex') : null
}
