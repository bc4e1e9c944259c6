/**
 * How an ActiveSync message begins: WBXML 1.3, public identifier 1 (none that is known), UTF-8 (MIBenum 106), no string
 * table (MS-ASWBXML 2.1.2.1; WAP-192 section 5.4).
 */
export const HEADER: readonly number[] = [0x03, 0x01, 0x6a, 0x00]

/** The global tokens that ActiveSync uses (MS-ASWBXML 2.1.2.2; WAP-192 section 7.1). */
export const SWITCH_PAGE = 0x00
export const END = 0x01
export const STR_I = 0x03
export const OPAQUE = 0xc3

/** Bits of a tag's byte: attributes follow, content follows (WAP-192 section 5.8.2). */
export const HAS_ATTRIBUTES = 0x80
export const HAS_CONTENT = 0x40
