import type { Connection } from './connection.ts'
import { watchKeyOf } from './watch-key.ts'

/** What a window shows of what is kept, and another program may write. */
export type KeptKind = 'runs' | 'watch' | 'configuration' | 'quarantine' | 'firewall'

export type StoreChanges = {
  /**
   * What another program has changed since this was asked last. What this one wrote meanwhile may be among it. Where nobody
   * else has written, it costs next to nothing to ask.
   */
  changedByOthers(): KeptKind[]
}

/** Which runs there are, and where each stands; what a run gathers on the way changes nothing of that. */
const runs = `
  SELECT count(*) || ' ' || coalesce(sum(number), 0) || ' ' || coalesce(sum(started), 0) || ' ' ||
    total(state = 'ended') || ' ' || total(state = 'under-way') || ' ' || total(removed_at IS NOT NULL) AS seen
  FROM run`
const watch = `
  SELECT group_concat(key || ' ' || value, char(10)) AS seen
  FROM (SELECT key, value FROM setting WHERE key GLOB '${watchKeyOf('*')}' ORDER BY key)`
const configuration = `
  SELECT group_concat(seen, char(10)) AS seen
  FROM (SELECT id AS seen FROM configuration_part UNION ALL SELECT refusal FROM configuration_refusal ORDER BY seen)`

/** Every decision and what becomes of it stands in the trail. */
const quarantine = `
  SELECT concat_ws(' ', (SELECT max(number) FROM device_trail), (SELECT group_concat(finished_at) FROM device_reading),
    (SELECT group_concat(name || ' ' || view, char(10)) FROM device_view),
    (SELECT group_concat(organisation || ' ' || pattern, char(10)) FROM device_pattern)) AS seen`

/** A version is never another; a draft and a source are told by what they say. */
const firewall = `
  SELECT concat_ws(' ', (SELECT max(number) FROM firewall_list),
    (SELECT group_concat(source || coalesce(last_look, ''), char(10)) FROM (SELECT * FROM firewall_source ORDER BY number)),
    (SELECT group_concat(organisation || ' ' || draft, char(10)) FROM firewall_draft)) AS seen`

export function createStoreChanges(connection: Connection): StoreChanges {
  const queries: Readonly<Record<KeptKind, string>> = { runs, watch, configuration, quarantine, firewall }
  const kinds = Object.keys(queries) as KeptKind[]
  // SQLite's own count: another number when another connection has written, whatever it was.
  const versionNow = () => connection.get('PRAGMA data_version')?.data_version
  const seenNow = (kind: KeptKind) => connection.get(queries[kind])?.seen
  let version = versionNow()
  const seen = new Map(kinds.map((kind) => [kind, seenNow(kind)]))

  return {
    changedByOthers() {
      const now = versionNow()
      if (now === version) return []
      const changed = kinds.filter((kind) => {
        const before = seen.get(kind)
        const after = seenNow(kind)
        seen.set(kind, after)
        return after !== before
      })
      version = now
      return changed
    },
  }
}
