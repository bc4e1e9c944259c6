/**
 * An address from its beginning: a name and a password stand before the last "@" of what may hold a host, blanks among
 * them, and browsers read a scheme of the web with any number of slashes, either way round (WHATWG URL 4.4).
 */
const OF_ADDRESS = /^(\s*(?:(?:https?|wss?|ftp):[\\/]*|(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}))[^\\/?#]*@/i

/** An address inside a text, where a blank, a quotation mark or a bracket ends it; and one in the query of another. */
const IN_TEXT = /(:[\\/]{2,})[^\s\\/?#"<>]*@/g
const IN_QUERY = /(%3a(?:%2f){2})(?:(?!%2f|%3f|%23|%20)[^\s\\/?#"<>&])*%40/gi

/** An address that somebody sent, without the name and the password in it: they are no credential of ours to send or keep. */
export function withoutUserinfo(address: string): string {
  // A URL is read as if it held no line breaks and tabs.
  return address.replace(/[\t\n\r]/g, '').replace(OF_ADDRESS, '$1')
}

/** A text as it may be kept: that an address in it holds a name or a password is told, and neither of them. */
export function maskUserinfo(text: string): string {
  if (!text.includes('@') && !/%40/.test(text)) return text
  return text
    .replace(OF_ADDRESS, '$1(not kept)@')
    .replace(IN_TEXT, '$1(not kept)@')
    .replace(IN_QUERY, '$1(not kept)%40')
}
