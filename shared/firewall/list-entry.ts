/** The family that an entry belongs to; a name is looked up by the firewall, and may be either. */
export function familyOfEntry(entry: string): 4 | 6 | 'name' {
  if (entry.includes(':')) return 6
  return entry.includes('/') ? 4 : 'name'
}

/** How many entries there are of each family, and how many names. */
export function countsOf(entries: readonly string[]): { four: number; six: number; names: number } {
  const counts = { 4: 0, 6: 0, name: 0 }
  for (const entry of entries) counts[familyOfEntry(entry)] += 1
  return { four: counts[4], six: counts[6], names: counts.name }
}

/** The entries that are prefixes. */
export function prefixesOf(entries: readonly string[]): string[] {
  return entries.filter((entry) => familyOfEntry(entry) !== 'name')
}

/** The entries that are names. */
export function namesOf(entries: readonly string[]): string[] {
  return entries.filter((entry) => familyOfEntry(entry) === 'name')
}
