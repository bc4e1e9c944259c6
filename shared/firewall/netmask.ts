/** The mask of an IPv4 prefix of so many bits: 255.255.255.240 of 28. */
export function netmask(bits: number): string {
  return [8, 16, 24, 32].map((end) => 256 - 2 ** Math.min(8, Math.max(0, end - bits))).join('.')
}
