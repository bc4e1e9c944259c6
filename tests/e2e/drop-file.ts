import type { Page } from 'playwright-core'

/** Drags a file of JSON over what the page shows, and drops it when the page says so in `words`. */
export async function dropFile(page: Page, name: string, text: string, words: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text], name, { type: 'application/json' }))
      return data
    },
    [name, text] as const,
  )
  const main = page.locator('main')
  for (const type of ['dragenter', 'dragover']) await main.dispatchEvent(type, { dataTransfer })
  await page.getByText(words).waitFor()
  await main.dispatchEvent('drop', { dataTransfer })
}
