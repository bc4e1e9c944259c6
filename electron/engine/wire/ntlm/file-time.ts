/** Milliseconds between 1601-01-01, where FILETIME begins, and 1970-01-01. */
const epochGap = 11_644_473_600_000n

/** A moment as FILETIME: tenths of a microsecond since 1601, unsigned 64 bit (MS-DTYP 2.3.3). */
export function fileTimeFromDate(date: Date): bigint {
  return BigInt.asUintN(64, (BigInt(date.getTime()) + epochGap) * 10_000n)
}

/** FILETIME as a Date, cut to the millisecond. Every 64-bit value fits into a Date. */
export function dateFromFileTime(fileTime: bigint): Date {
  return new Date(Number(fileTime / 10_000n - epochGap))
}
