/** The family that an entry belongs to; a name is looked up by the firewall, and may be either. */
export function familyOfEntry(entry: string): 4 | 6 | 'name' {
  if (entry.includes(':')) return 6
  return entry.includes('/') ? 4 : 'name'
}

/** The entries that are prefixes. */
export function prefixesOf(entries: readonly string[]): string[] {
  return entries.filter((entry) => familyOfEntry(entry) !== 'name')
}

/** The entries that are names. */
export function namesOf(entries: readonly string[]): string[] {
  return entries.filter((entry) => familyOfEntry(entry) === 'name')
}
