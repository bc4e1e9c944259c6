import type { Remedy } from '../../../shared/remedies/remedy.ts'

/** The sections that each remedy's page has, in this order. */
const pageSections = ['What it changes', 'The script', 'Risk', 'When it takes effect', 'Undo', 'Sources'] as const

type Words = Omit<Remedy, 'plan'>

/** What is wrong with the words of one remedy; nothing where all is well. */
export const rulesOfRemedies = {
  'the title is a verb with its object': ({ title }: Words) =>
    /^(?:Enable|Put|Take|Set|Let|Give) \S.*[^.!]$/.test(title) ? [] : [`title: ${title}`],
  'why, risk and time are sentences': ({ why, risk, takesEffect }: Words) =>
    [why, risk, takesEffect].filter((words) => !/^\p{Lu}.*\.$/su.test(words) || words.includes('!')),
  'who names a role': ({ who }: Words) => (/Management\b/.test(who) && !who.endsWith('.') ? [] : [`who: ${who}`]),
  'there are steps by hand, with cmdlets': ({ byHand }: Words) =>
    byHand.length >= 2 && byHand.some((step) => /\bSet-|\bNew-/.test(step)) ? [] : ['by hand'],
  'the time says whether IIS is restarted': ({ takesEffect }: Words) =>
    takesEffect.includes('IISReset') ? [] : [`takes effect: ${takesEffect}`],
  'it is verified': ({ verify }: Words) =>
    verify.length > 0 && new Set(verify).size === verify.length ? [] : ['verify'],
} satisfies Record<string, (remedy: Words) => string[]>

/** The page has every section in order, the title, and both scripts as they are. */
export function pageComplaints(
  { id, title }: Pick<Remedy, 'id' | 'title'>,
  scripts: { apply: string; undo: string },
  page: string | undefined,
): string[] {
  if (page === undefined) return [`${id} has no page`]
  const sections = page.split(/^## /m).slice(1)
  const names = sections.map((section) => section.slice(0, section.indexOf('\n')))
  const empty = sections.filter((section) => section.slice(section.indexOf('\n')).trim() === '')
  return [
    ...(page.startsWith(`# ${title}\n\nRemedy \`${id}\`.\n`) ? [] : ['another title']),
    ...(names.join() === pageSections.join() ? [] : [`sections: ${names.join(', ')}`]),
    ...empty.map((section) => `an empty section: ${section.trim()}`),
    ...(page.includes(`\`\`\`powershell\n${scripts.apply}\n\`\`\``) ? [] : ['another script']),
    ...(page.includes(`\`\`\`powershell\n${scripts.undo}\n\`\`\``) ? [] : ['another undo']),
  ]
}
