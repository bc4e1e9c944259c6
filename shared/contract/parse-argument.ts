import { mostListCharacters } from '../firewall/told-firewall.ts'
import { t } from '../language/translate.ts'
import { type CallName, contract, type FeedName } from './contract.ts'
import { ContractError } from './error-code.ts'
import { issueSentence } from './issue-sentence.ts'

/** The longest argument, in characters of JSON: far more than an organisation with fifty authorities of its own. */
const LONGEST_ARGUMENT = 256 * 1024

/** Calls that are given whole documents: a list of senders as its file says it, and all rules of an organisation. */
const longest: { readonly [Name in CallName]?: number } = {
  'firewall.offer-text': mostListCharacters,
  'firewall.save-draft': mostListCharacters,
}

/** Whether the contract has a call of this name. */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name) && contract[name as CallName | FeedName].kind === 'call'
}

/** Whether the contract has a feed of this name. */
export function isFeedName(name: string): name is FeedName {
  return Object.hasOwn(contract, name) && contract[name as CallName | FeedName].kind === 'feed'
}

/**
 * Parses the argument of a call or feed: the window before it is sent, and Postern when it arrives.
 * Throws a ContractError 'bad-argument', whose detail says where and what is accepted, and never what came.
 */
export function parseArgument(name: CallName | FeedName, argument: unknown): unknown {
  const length = lengthOf(argument)
  if (length === undefined) throw new ContractError('bad-argument', t`It is not plain JSON.`)
  const most = (isCallName(name) ? longest[name] : undefined) ?? LONGEST_ARGUMENT
  if (length > most)
    throw new ContractError('bad-argument', t`It is too long; accepted are ${most} characters of JSON.`)
  const parsed = contract[name].argument.safeParse(argument)
  if (!parsed.success) throw new ContractError('bad-argument', issueSentence(parsed.error))
  return parsed.data
}

function lengthOf(value: unknown): number | undefined {
  try {
    return JSON.stringify(value)?.length
  } catch {
    // A cycle, a bigint, or deeper than the stack.
    return undefined
  }
}
