/** The bits of NegotiateFlags that we use (MS-NLMP 2.2.2.5). */
export const negotiateFlags = {
  unicode: 0x00000001,
  requestTarget: 0x00000004,
  sign: 0x00000010,
  seal: 0x00000020,
  ntlm: 0x00000200,
  alwaysSign: 0x00008000,
  extendedSessionSecurity: 0x00080000,
  targetInfo: 0x00800000,
  version: 0x02000000,
  strong128: 0x20000000,
  keyExchange: 0x40000000,
  weak56: 0x80000000,
} as const

/**
 * What we offer in Type 1: `0xe2088215`. Names travel as Unicode only. `sign` is asked for because a key exchange
 * counts only together with signing or sealing (MS-NLMP 3.1.5.1.2); HTTP never signs anything afterwards.
 */
export const offeredFlags =
  (negotiateFlags.unicode |
    negotiateFlags.requestTarget |
    negotiateFlags.sign |
    negotiateFlags.ntlm |
    negotiateFlags.alwaysSign |
    negotiateFlags.extendedSessionSecurity |
    negotiateFlags.version |
    negotiateFlags.strong128 |
    negotiateFlags.keyExchange |
    negotiateFlags.weak56) >>>
  0

/** Whether the bit `flag` is set in `flags`. */
export function hasFlag(flags: number, flag: number): boolean {
  return (flags & flag) !== 0
}
