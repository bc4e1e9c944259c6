import type { Writer } from './writer.ts'
import nftables from './writers/nftables.ts'

/** The writers of every firewall's syntax, in the order in which they are offered. */
export const allWriters: readonly Writer[] = [nftables]
