import { nameOfScheme, type SignIns, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { gathererWords } from '../../shared/run/words.ts'
import { formatTime } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

/** Every use of the account in this run, and every use that was withheld. */
export function SignInsTable({ signIns }: { signIns: SignIns }) {
  const { attempts, withheld } = signIns
  return (
    <>
      <p>{accountOf(signIns)}</p>
      {attempts.length > 0 && (
        <PlainTable
          label={t`Sign-ins that were sent`}
          head={[t`When`, t`For`, t`With`, t`Result`]}
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
          label={t`Sign-ins that were held back`}
          head={[t`For`, t`Why it was held back`]}
          rows={withheld.map((one) => [`${gathererWords(one.gatherer)}\n${one.url}`, withheldSentences[one.reason]])}
        />
      )}
    </>
  )
}

function accountOf({ username, attempts, withheld }: SignIns): string {
  const count = username
    ? t`${counted(attempts.length, 'sign-in')} of ${username}`
    : counted(attempts.length, 'sign-in')
  const held = counted(withheld.length, 'was held back', 'were held back')
  return t`${count} sent; ${withheld.length > 0 ? held : t`none was held back`}.`
}
