/** The largest file of configuration that is taken in. */
export const mostConfigurationBytes = 256 * 1_048_576
/** The longest list of mailboxes that is taken in. */
export const mostMailboxListBytes = 16 * 1_048_576
/** The bytes of one piece of a file: as base64, well within the longest argument of the contract. */
export const pieceBytes = 180 * 1024
/** The length of such a piece as base64. */
export const pieceCharacters = (pieceBytes / 3) * 4
