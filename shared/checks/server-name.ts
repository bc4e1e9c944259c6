/** A server of HTTPS as people name it: without the port where it is the usual one. */
export function serverName(host: string, port: number): string {
  return port === 443 ? host : `${host}:${port}`
}
