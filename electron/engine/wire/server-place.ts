type Place = { host: string; port: number }

const ownPorts = { http: 80, https: 443 } as const

/** `mail.contoso.com:443`, as a failure says where it was. */
export function placeOf({ host, port }: Place): string {
  return `${host}:${port}`
}

/** As a URL and the header Host name a server (RFC 9110 section 7.2): with the port where it is not the scheme's own. */
export function authorityOf({ host, port }: Place, scheme: keyof typeof ownPorts): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === ownPorts[scheme] ? name : `${name}:${port}`
}
