import fc from 'fast-check'

/** What has a meaning in a terminal, in HTML, in Markdown or in a shell, so that chance comes upon it. */
const odd = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '\r',
  '\t',
  '\0',
  '\u001b[2J',
  '\u202e',
  '\u2028',
  '\u2066',
  '\ud800',
  '\udc00',
  '</td>',
  '</style>',
  '<script>',
  '<!--',
  '-->',
  ']]>',
  '&amp;',
  '&#60;',
  '&lt',
  '```',
  '# ',
  '- ',
  '1. ',
  '![](http://x.test/)',
  '[a](javascript:alert(1))',
  '@all',
  '|',
  '~~',
  '$(id)',
  '; rm',
  'https://x.test/',
  'www.x.test',
  '<plaintext>',
  '<svg onload=x>',
  'ﷺ',
  '邮箱',
  '📬',
  ' ',
  'x'.repeat(500),
]

/** Texts such as a server may send, or a file hold, to break out of where they are shown. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...odd), fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((parts) => parts.join('')),
)
