import type { SignInOrder } from '../../shared/artifacts/sign-in-order.ts'
import { FactList } from './fact-list.tsx'
import { SignInView } from './sign-in-view.tsx'
import { SubHeading } from './sub-heading.tsx'

/** Whether NTLM went first or last, what was seen that decided it, and a sign-in that was made for it. */
export function SignInOrderView({ order: { ntlm, opened, proof } }: { order: SignInOrder }) {
  return (
    <>
      <FactList
        facts={[
          { label: 'NTLM at EWS', value: ntlm === 'first' ? 'first' : 'last, after all that goes by Basic' },
          { label: 'Certificate at EWS', value: opened && certificateWords(opened.shown) },
          { label: 'Another one', value: opened && `${opened.other.host}: ${certificateWords(opened.other)}` },
        ]}
      />
      {proof && (
        <>
          <SubHeading>Basic at ActiveSync, before NTLM</SubHeading>
          <SignInView signIn={proof} />
        </>
      )}
    </>
  )
}

function certificateWords({ issuer, sha256 }: { issuer: string; sha256: string }): string {
  return `of ${issuer}, SHA-256 ${sha256}`
}
