/** Of package.json; a test holds the two together, since neither a browser nor a bundle can read that file. */
export const posternVersion = '0.1.0'

/** Whether what a file gives as a version of Postern is a later one than another; what is no version is not. */
export function isNewerVersion(told: unknown, than: string): boolean {
  if (typeof told !== 'string') return false
  const [of, other] = [told, than].map((version) => /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?![\d.])/.exec(version))
  if (!of || !other) return false
  const different = [1, 2, 3].find((part) => Number(of[part]) !== Number(other[part]))
  return different !== undefined && Number(of[different]) > Number(other[different])
}
