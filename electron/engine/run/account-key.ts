/**
 * The names by which an account is known, however it is written. The first is its own in one organisation: `DOMAIN\user`,
 * `user@domain` and `user` are the same there. Two accounts that share their user part in different domains of it are
 * taken for one, which is the careful reading: they take turns, and no more. A second one is for a user name that says
 * its domain: whoever signs in by the same in another organisation is the same.
 */
export function accountKeys(domain: string, username: string): [own: string, ...others: string[]] {
  const behind = username.slice(username.lastIndexOf('\\') + 1)
  const user = behind.includes('@') ? behind.slice(0, behind.indexOf('@')) : behind
  const own = normal(`${domain}/${user || username}`)
  return user === username ? [own] : [own, normal(`/${username}`)]
}

/** Active Directory finds an account whichever case its name is in, and with or without its accents. */
function normal(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
