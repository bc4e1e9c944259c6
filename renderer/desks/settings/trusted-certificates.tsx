import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type CertificateEnd, certificateEnds } from '../../../shared/watch/certificate-ends.ts'
import { certificateDay, certificateLife } from '../../store/certificate-life.ts'
import { commonName } from '../../store/format.ts'
import { useSession } from '../../store/session-context.tsx'
import { plainHex } from '../../store/session-settings.ts'
import { AskOnce } from '../../ui/ask-once.tsx'

const useStyles = makeStyles({
  hint: {
    margin: 0,
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalL,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  detail: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  print: { fontFamily: tokens.fontFamilyMonospace },
})

type Listed = { fingerprint: string; pinned: boolean; seen?: CertificateEnd }

/** Certificates that servers of the open organisation showed, and those that were accepted although they do not verify. */
export function TrustedCertificates() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const run = useSession((state) => state.run)
  const looksBack = useSession((state) => state.looksBack)
  if (!organisation) return <p className={styles.hint}>{t`No organisation is open: what is trusted belongs to one.`}</p>
  const listed = listedOf(organisation.trust?.pinned ?? [], run && !looksBack ? certificateEnds(run.artifacts) : [])
  const authorities = organisation.trust?.certificateAuthorities?.length ?? 0
  return (
    <>
      <p className={styles.hint}>
        {t`What ${organisation.name} trusts beside this machine’s own authorities. A certificate that is accepted here lets Postern sign in over it; a cloud service knows nothing of that. `}
        {authorities === 1 &&
          t`One authority of its own, in the Organisation step under More settings, is trusted as well.`}
        {authorities > 1 &&
          t`${authorities} authorities of its own, in the Organisation step under More settings, are trusted as well.`}
      </p>
      {listed.length === 0 ? (
        <p
          className={styles.hint}
        >{t`No certificate was accepted, and none was seen yet: a run shows which there are.`}</p>
      ) : (
        <ul className={styles.list} aria-label={t`Certificates`}>
          {listed.map((one) => (
            <li key={one.fingerprint} className={styles.item}>
              <Certificate one={one} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function listedOf(pinned: readonly string[], seen: readonly CertificateEnd[]): Listed[] {
  const byPrint = new Map(seen.map((end) => [plainHex(end.fingerprint), end]))
  const accepted = pinned.map((fingerprint) => ({
    fingerprint,
    pinned: true,
    ...(byPrint.has(plainHex(fingerprint)) && { seen: byPrint.get(plainHex(fingerprint)) }),
  }))
  const known = new Set(pinned.map(plainHex))
  const others = [...byPrint.values()]
    .filter(({ fingerprint }) => !known.has(plainHex(fingerprint)))
    .map((end) => ({ fingerprint: end.fingerprint, pinned: false, seen: end }))
  return [...accepted, ...others] as Listed[]
}

/** By the time at which it was seen, as every other page tells it. */
function endOf({ notBefore, notAfter, seenAt }: CertificateEnd): string {
  const { state } = certificateLife({ validFrom: notBefore, validTo: notAfter }, seenAt)
  const day = certificateDay(notAfter)
  return state === 'expired' ? t`expired on ${day}` : t`until ${day}`
}

function Certificate({ one: { fingerprint, pinned, seen } }: { one: Listed }) {
  const styles = useStyles()
  const [asks, setAsks] = useState(false)
  const pin = useSession((state) => state.pin)
  const connected = useSession((state) => state.connected)
  const name = seen ? commonName(seen.subject) : t`A certificate that was not seen in the last run`
  return (
    <>
      <div>
        <p className={styles.name}>{name}</p>
        {seen && (
          <p className={styles.detail}>
            {`${pinned ? t`Accepted by you.` : t`Seen.`} `}
            {t`At ${seen.host === seen.server ? seen.host : `${seen.host} (${seen.server})`}, from ${commonName(seen.issuer)}, ${endOf(seen)}`}
          </p>
        )}
        <p className={`${styles.detail} ${styles.print}`}>{fingerprint}</p>
      </div>
      {pinned ? (
        <Button
          disabledFocusable={!connected}
          aria-label={t`Do not accept ${name} any more`}
          onClick={() => void pin(fingerprint, false)}
        >{t`Do not accept any more`}</Button>
      ) : (
        <Button
          disabledFocusable={!connected}
          aria-label={t`Accept ${name}…`}
          onClick={() => setAsks(true)}
        >{t`Accept…`}</Button>
      )}
      <AskOnce
        open={asks}
        title={t`Accept the certificate of ${name}?`}
        act={t`Accept this certificate`}
        keep={t`Leave it as it is`}
        onClose={() => setAsks(false)}
        onAct={() => void pin(fingerprint, true)}
      >
        <p>{t`Postern then signs in over connections that show it, whether or not it verifies. Compare its fingerprint with what the server itself says before you do: somebody in between would show another.`}</p>
        <p className={styles.print}>{fingerprint}</p>
      </AskOnce>
    </>
  )
}
