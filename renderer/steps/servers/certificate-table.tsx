import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDown16Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp16Regular } from '@fluentui/react-icons/svg/arrow-up'
import { useState } from 'react'
import type { Verdict } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import { certificateDay } from '../../store/certificate-life.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { LifeBar } from '../../ui/life-bar.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { type CertificateColumn, type CertificateRow, comparedWords, sortedRows } from './certificate-rows.ts'

const columns: readonly { id: CertificateColumn; head: string }[] = [
  { id: 'server', head: t`Server` },
  { id: 'subject', head: t`Certificate` },
  { id: 'names', head: t`Published names` },
  { id: 'life', head: t`Ends` },
  { id: 'compared', head: t`Beside the published one` },
  { id: 'chain', head: t`Chain as sent` },
  { id: 'key', head: t`Key` },
]

const useStyles = makeStyles({
  box: { overflowX: 'auto' },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    minWidth: '760px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    paddingBlock: tokens.spacingVerticalS,
    paddingRight: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'break-word',
    whiteSpace: 'pre-line',
  },
  head: { paddingBlock: tokens.spacingVerticalXS, overflowWrap: 'normal' },
  server: { minWidth: '148px' },
  life: { minWidth: '128px' },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXXS}`,
    marginLeft: '-2px',
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  mark: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS },
  print: {
    display: 'flex',
    alignItems: 'center',
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  empty: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** The certificate of each server beside the published one, sorted by any column. */
export function CertificateTable({ rows }: { rows: readonly CertificateRow[] }) {
  const styles = useStyles()
  const [by, setBy] = useState<{ column: CertificateColumn; descending: boolean } | null>(null)
  if (rows.length === 0) return <p className={styles.empty}>{t`No certificate has been seen in this run.`}</p>
  const shown = by ? sortedRows(rows, by.column, by.descending) : rows
  const turn = (column: CertificateColumn) => setBy({ column, descending: by?.column === column && !by.descending })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.box} aria-label={t`Certificate of each server`} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ id, head }) => (
              <th
                key={id}
                scope="col"
                aria-sort={by?.column === id ? (by.descending ? 'descending' : 'ascending') : 'none'}
                className={mergeClasses(styles.cell, styles.head)}
              >
                <button type="button" className={styles.sort} onClick={() => turn(id)}>
                  {head}
                  {by?.column === id && (by.descending ? <ArrowDown16Regular /> : <ArrowUp16Regular />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={`${row.address} ${row.sha256 ?? row.server}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row }: { row: CertificateRow }) {
  const styles = useStyles()
  const { server, address, subject, issuer, certificate, failure, key, chain, compared, sha256, seenAt, life } = row
  return (
    <tr>
      <th scope="row" className={mergeClasses(styles.cell, styles.server)}>
        <Breakable text={server} />
        {'\n'}
        <span className={styles.quiet}>{address}</span>
      </th>
      {certificate ? (
        <>
          <td className={styles.cell}>
            <Breakable text={subject} />
            {'\n'}
            <span className={styles.quiet}>{t`of ${issuer}`}</span>
          </td>
          <td className={styles.cell}>
            <Names row={row} />
          </td>
          <td className={mergeClasses(styles.cell, styles.life)}>
            {life && life.state !== 'valid' && (
              <Mark verdict={lifeMarks[life.state].verdict} word={lifeMarks[life.state].word} />
            )}
            <LifeBar certificate={certificate} seenAt={seenAt} compact />
            <span className={styles.quiet}>{certificateDay(certificate.validTo)}</span>
          </td>
          <td className={styles.cell}>
            <Mark verdict={compared === 'differs' ? 'warn' : undefined} word={comparedWords[compared]} />
            {sha256 && (
              <span className={styles.print} title={t`SHA-256 ${sha256}`}>
                {sha256.slice(0, 8)}…
                <CopyButton text={sha256} what={t`SHA-256 fingerprint of ${server.split('\n')[0]} at ${address}`} />
              </span>
            )}
          </td>
          <td className={styles.cell}>{chain || <span className={styles.quiet}>{t`not looked at`}</span>}</td>
          <td className={styles.cell}>{key}</td>
        </>
      ) : (
        <td colSpan={columns.length - 1} className={styles.cell}>
          <Mark verdict="unknown" word={failure ?? t`It showed no certificate.`} />
        </td>
      )}
    </tr>
  )
}

const lifeMarks = {
  'expires-soon': { verdict: 'warn', word: t`ends soon` },
  expired: { verdict: 'fail', word: t`has ended` },
  'not-yet-valid': { verdict: 'fail', word: t`is not valid yet` },
  unreadable: { verdict: 'fail', word: t`cannot be read` },
} as const

function Names({ row: { missing, covered } }: { row: CertificateRow }) {
  if (missing.length === 0) return covered.length === 0 ? t`none to cover` : t`covers all`
  return <Mark verdict="warn" word={t`does not cover\n${missing.join('\n')}`} />
}

/** A word with the icon of a verdict, where it is one to look at. */
function Mark({ verdict, word }: { verdict: Verdict | undefined; word: string }) {
  const styles = useStyles()
  if (!verdict) return <span>{word}</span>
  return (
    <span className={styles.mark}>
      <VerdictIcon verdict={verdict} size={16} />
      <span className={styles.strong}>{word}</span>
    </span>
  )
}
