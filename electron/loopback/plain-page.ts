/** A page of one heading and a few sentences, for when the app itself can't be shown. Only our own words are put in. */
export function plainPage(heading: string, sentences: readonly string[]): Buffer {
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')
  return Buffer.from(
    `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)} - Postern</title></head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
${paragraphs}
</main>
</body>
</html>
`,
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
