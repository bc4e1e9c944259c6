/** What a column or a key of a list is called, without its capitals and signs: `IP Address`, `ip_address` and `ipAddress` are one. */
const PLAIN = new Set([
  ...['ip', 'ips', 'ipaddr', 'ipaddress', 'ipaddresses', 'address', 'addresses', 'sender', 'senders'],
  ...['cidr', 'cidrs', 'cidrip', 'prefix', 'prefixes', 'ipprefix', 'ipprefixes', 'network', 'networks'],
  ...['subnet', 'subnets', 'range', 'ranges', 'iprange', 'ipranges', 'entry', 'entries'],
])
/** Of these, a list may have one of each family side by side. */
const OF_A_FAMILY = /^(?:ip)?v?[46](?:cidrs?|prefix(?:es)?|addr(?:ess(?:es)?)?|ranges?|networks?)?$/
/** When the vendor changed its list. */
const CHANGED = new Set([
  ...['updatedat', 'lastupdated', 'lastupdate', 'updated', 'modifiedat', 'lastmodified', 'changedat'],
  ...['creationtime', 'createdate', 'generatedat', 'publishedat'],
])

/** No table and no entry of a list has so many columns or keys. */
const MOST_NAMES = 1_000

/** Which of some names are those of entries: one, or some that keep the families apart; null where it could be one or another. */
export function entryNamesIn(names: readonly string[]): readonly string[] | null {
  if (names.length > MOST_NAMES) return []
  const bare = names.map((name) => ({ name, key: bareKey(name) }))
  const ofFamilies = bare.filter(({ key }) => isOfFamily(key))
  const plain = bare.filter(({ key }) => PLAIN.has(key))
  // AWS has `prefixes` for IPv4 beside `ipv6_prefixes`.
  const hasSixApart = /prefix(es)?$/.test(plain[0]?.key ?? '') && ofFamilies.every(({ key }) => key.includes('6'))
  if (plain.length > 1 || (plain.length === 1 && ofFamilies.length > 0 && !hasSixApart)) return null
  return [...plain, ...ofFamilies].map(({ name }) => name)
}

/** Whether a word is the name of a column of entries, and so none of them. */
export function isEntryName(word: string): boolean {
  const key = bareKey(word)
  return PLAIN.has(key) || isOfFamily(key)
}

/** Whether a key says when the list was changed. */
export function isChangeKey(name: string): boolean {
  return CHANGED.has(bareKey(name))
}

function isOfFamily(key: string): boolean {
  return OF_A_FAMILY.test(key) && /[a-z]/.test(key)
}

function bareKey(name: string): string {
  return name.length > 100 ? '' : name.toLowerCase().replaceAll(/[\s_.-]/g, '')
}
