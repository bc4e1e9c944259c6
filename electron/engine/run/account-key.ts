/**
 * One name for an account however it is written: `DOMAIN\user`, `user@domain` and `user` of one organisation are the
 * same. Two accounts that share their user part in different domains of it are taken for one, which is the careful
 * reading: they take turns, and no more.
 */
export function accountKey(domain: string, username: string): string {
  const behind = username.slice(username.lastIndexOf('\\') + 1)
  const user = behind.includes('@') ? behind.slice(0, behind.indexOf('@')) : behind
  return `${domain}/${user || username}`.normalize('NFC').toLowerCase()
}
