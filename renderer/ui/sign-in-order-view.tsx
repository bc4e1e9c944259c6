import { certificateWords } from '../../shared/artifacts/shown-certificate.ts'
import type { SignInOrder } from '../../shared/artifacts/sign-in-order.ts'
import { FactList } from './fact-list.tsx'

/** What was seen that decided which sign-in goes first. */
export function SignInOrderView({ order: { opened } }: { order: SignInOrder }) {
  return (
    <FactList
      facts={[
        { label: 'Opens TLS on the way to EWS', value: opened ? 'something' : 'nothing that was seen' },
        { label: 'Certificate at EWS', value: opened && certificateWords(opened.shown) },
        { label: 'Another one', value: opened && `${opened.other.host}: ${certificateWords(opened.other)}` },
      ]}
    />
  )
}
