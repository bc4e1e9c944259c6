import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { type CertificateEnd, daysLeft } from '../../../shared/watch/certificate-ends.ts'
import { certificateDay, certificateLife } from '../../store/certificate-life.ts'
import { commonName } from '../../store/format.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { LifeBar } from '../../ui/life-bar.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { byCertificate, type ShownEnd } from './watch-words.ts'

/** With more days left than these, a certificate is a line of the table alone. */
const NEAR_DAYS = 60

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    gap: tokens.spacingHorizontalXL,
    listStyleType: 'none',
    margin: `0 0 ${tokens.spacingVerticalS}`,
    padding: 0,
  },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  places: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  sentence: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
})

type CertificateEndsListProps = { ends: readonly CertificateEnd[]; now: string; organisation: string }

/** Certificates near their end as bars, and all of them as a table. */
export function CertificateEndsList({ ends, now, organisation }: CertificateEndsListProps) {
  const styles = useStyles()
  const all = byCertificate(ends)
  const near = all.filter(({ end }) => daysLeft(end, Date.parse(now)) < NEAR_DAYS)
  const lifeOf = ({ notBefore: validFrom, notAfter: validTo }: CertificateEnd) => ({ validFrom, validTo })
  return (
    <>
      {near.length === 0 ? (
        <p className={styles.sentence}>{noneNear(all)}</p>
      ) : (
        <ul className={styles.list} aria-label={t`Certificates near their end at ${organisation}`}>
          {near.map(({ end, places }) => (
            <li key={end.fingerprint}>
              <p className={styles.name}>{commonName(end.subject)}</p>
              <p className={styles.places}>{places.join(', ')}</p>
              <LifeBar certificate={lifeOf(end)} seenAt={now} />
            </li>
          ))}
        </ul>
      )}
      <Disclosure
        text={all.length === 1 ? t`The certificate as a table` : t`The ${all.length} certificates as a table`}
        of={organisation}
      >
        <PlainTable
          label={t`Certificates at ${organisation}`}
          head={[t`Certificate`, t`Seen at`, t`Issuer`, t`Ends`, t`Left`, t`SHA-256`]}
          rows={all.map(({ end, places }) => [
            commonName(end.subject),
            places.join('\n'),
            commonName(end.issuer),
            certificateDay(end.notAfter),
            certificateLife(lifeOf(end), now).sentence,
            end.fingerprint,
          ])}
        />
      </Disclosure>
    </>
  )
}

function noneNear([first, ...others]: readonly ShownEnd[]): string {
  if (!first) return ''
  const ends = t`ends on ${certificateDay(first.end.notAfter)}`
  return others.length === 0
    ? t`The certificate ${ends}.`
    : t`None of ${others.length + 1} certificates ends within ${NEAR_DAYS} days; the first ${ends}.`
}
