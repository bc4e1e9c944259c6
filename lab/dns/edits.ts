import type { Answer } from 'dns-packet'
import type { ZoneEdit } from '../settings/dns.ts'

/** Takes away what a name has, of one type or of all. */
export function without(name: string, type?: Answer['type']): ZoneEdit {
  return (records) => records.filter((record) => record.name !== name || (type !== undefined && record.type !== type))
}

/** Puts these records in the place of what a name has of their type. */
export function having(...fresh: Answer[]): ZoneEdit {
  return (records) => [
    ...records.filter((record) => !fresh.some(({ name, type }) => record.name === name && record.type === type)),
    ...fresh,
  ]
}

/** Adds records beside those that are there, behind them. */
export function adding(...more: Answer[]): ZoneEdit {
  return (records) => [...records, ...more]
}

/** Changes for how long resolvers keep the records of a name, in seconds. */
export function keptFor(name: string, ttl: number): ZoneEdit {
  return (records) => records.map((record) => (record.name === name ? ({ ...record, ttl } as Answer) : record))
}
