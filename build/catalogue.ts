import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { potOf } from './catalogue-file.ts'
import { messagesIn } from './messages-in.ts'
import { root } from './run-tool.ts'
import { sourcesWithWords } from './sources-with-words.ts'

// Writes the catalogue of everything that Postern says, which a translator starts from: npm run catalogue.
const sources = await sourcesWithWords()
const messages = sources.flatMap((path) => messagesIn(path, readFileSync(join(root, path), 'utf8')))
writeFileSync(join(root, 'shared/language/postern.pot'), potOf(messages))
process.stdout.write(`${new Set(messages.map(({ text }) => text)).size} messages of ${sources.length} files.\n`)
