import { nameOfScheme, type SignIns, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { counted, gathererWords } from '../../shared/run/words.ts'
import { formatTime } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

/** Every use of the account in this run, and every use that was withheld. */
export function SignInsTable({ signIns }: { signIns: SignIns }) {
  const { username, attempts, withheld } = signIns
  return (
    <>
      <p>
        {username ? `${username} was` : 'No account was'} used for {counted(attempts.length, 'sign-in')};{' '}
        {withheld.length === 0 ? 'none was' : counted(withheld.length, 'more was', 'more were')} held back.
      </p>
      {attempts.length > 0 && (
        <PlainTable
          label="Sign-ins that were sent"
          head={['When', 'For', 'With', 'Result']}
          rows={attempts.map((one) => [
            formatTime(one.at),
            `${gathererWords(one.gatherer)}\n${one.url}`,
            nameOfScheme(one.scheme),
            one.result,
          ])}
        />
      )}
      {withheld.length > 0 && (
        <PlainTable
          label="Sign-ins that were held back"
          head={['For', 'Why it was held back']}
          rows={withheld.map((one) => [`${gathererWords(one.gatherer)}\n${one.url}`, withheldSentences[one.reason]])}
        />
      )}
    </>
  )
}
