import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** The built renderer: each file that was found when it was opened, by the path under which it is served. */
export type RendererRoot = { files: ReadonlyMap<string, string> }

export type RendererFile = {
  body: Buffer
  contentType: string
  /** `no-store` for the page, which holds a nonce. */
  cacheControl: string
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const NONCE_PLACE = '__POSTERN_NONCE__'

/**
 * Lists the files of the built renderer. Only these are ever served, under exactly these paths: a path that is spelled
 * otherwise, a link, a file that came later or one of an unknown kind is not there. Rejects when there is no index.html.
 */
export async function openRendererRoot(directory: string): Promise<RendererRoot> {
  const files = new Map<string, string>()
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const pathname = `/${relative(directory, path).split(sep).join('/')}`
    if (entry.isFile() && extname(path) in contentTypes) files.set(pathname, path)
  }
  if (!files.has('/index.html')) throw new Error('The renderer is not built: it has no index.html.')
  return { files }
}

/**
 * Reads one file of the renderer; undefined when there is none of this path. `/` is index.html, which gets the nonce of
 * this one answer wherever its place is held. The path is compared as it is: nothing is decoded or resolved.
 */
export async function readRendererFile(
  root: RendererRoot,
  pathname: string,
  nonce: string,
): Promise<RendererFile | undefined> {
  const path = root.files.get(pathname === '/' ? '/index.html' : pathname)
  const contentType = path === undefined ? undefined : contentTypes[extname(path)]
  if (path === undefined || contentType === undefined) return undefined
  const body = await readFile(path)
  if (!contentType.startsWith('text/html')) return { body, contentType, cacheControl: 'private, max-age=3600' }
  const page = body.toString('utf8').replaceAll(NONCE_PLACE, () => nonce)
  return { body: Buffer.from(page), contentType, cacheControl: 'no-store' }
}
