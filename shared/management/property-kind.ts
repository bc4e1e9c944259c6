/**
 * How a property is written down: enumerations, addresses and names as text, a multi-valued one as a list of text, a time
 * in ISO 8601.
 */
export type PropertyKind = 'text' | 'flag' | 'texts' | 'limit' | 'time'
