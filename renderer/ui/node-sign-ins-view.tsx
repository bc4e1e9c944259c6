import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { NodeSignIns } from '../../shared/artifacts/nodes.ts'
import { nameOfScheme } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { PlainTable } from './plain-table.tsx'
import { signInResults } from './sign-in-results.ts'

/** Which server took the account's sign-in, and the conversations. */
export function NodeSignInsView({ signIns: { scheme, attempts, notTried } }: { signIns: NodeSignIns }) {
  if (attempts.length === 0) return <p>{t`No server was signed in to by itself.`}</p>
  return (
    <>
      <PlainTable
        label={t`Sign-in at each server`}
        head={[t`Address`, t`Sign-in${scheme ? t` with ${nameOfScheme(scheme)}` : ''}`, t`Answer`]}
        rows={[
          ...attempts.map(({ address, result, status, failure }) => [
            address,
            signInResults[result],
            failure ? failureSentence(failure) : statusWithReason(status),
          ]),
          ...notTried.map((address) => [address, t`not tried, since an earlier one did not say yes`, '']),
        ]}
      />
      <ExchangeList
        exchanges={attempts.flatMap(({ exchanges }) => exchanges)}
        labels={attempts.flatMap(({ address, exchanges }) => exchanges.map(() => address))}
      />
    </>
  )
}
