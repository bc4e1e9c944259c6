import { Badge, Button, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { ArrowExport16Regular } from '@fluentui/react-icons/svg/arrow-export'
import { Delete16Regular } from '@fluentui/react-icons/svg/delete'
import { Edit16Regular } from '@fluentui/react-icons/svg/edit'
import { counted, t } from '../../../shared/language/translate.ts'
import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'

import { Moment } from '../../ui/moment.tsx'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'

const useStyles = makeStyles({
  // As high as its rows: the desk scrolls, and a box that gave way would show a part of one over empty room.
  box: { overflowX: 'auto', flexShrink: 0 },
  table: {
    width: '100%',
    maxWidth: '1200px',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    // Narrower than this its words would run into each other: it scrolls in its own box then.
    '@media (max-width: 800px)': { minWidth: '560px' },
  },
  cell: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM} 0`,
    textAlign: 'start',
    verticalAlign: 'middle',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  head: {
    paddingBlock: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  last: { paddingRight: 0 },
  end: { textAlign: 'end' },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
  },
  quiet: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  verdict: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  number: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  wide: { '@media (max-width: 1150px)': { display: 'none' } },
  actions: { display: 'flex', justifyContent: 'flex-end', gap: tokens.spacingHorizontalXS },
})

type OrganisationListProps = {
  organisations: readonly OrganisationSummary[]
  openId: string | null
  /** Whether no other can be opened now. */
  busy: boolean
  open(id: string): void
  edit(): void
  save(organisation: OrganisationSummary): void
  remove(organisation: OrganisationSummary): void
}

/** Every organisation that is kept, how its last whole run came out, and what can be done with it. */
export function OrganisationList({ organisations, openId, ...actions }: OrganisationListProps) {
  const styles = useStyles()
  const head = (text: string, more?: string) => (
    <th scope="col" className={mergeClasses(styles.cell, styles.head, more)}>
      {text}
    </th>
  )
  return (
    <div className={styles.box}>
      <table className={styles.table} aria-label={t`Organisations`}>
        <thead>
          <tr>
            {head(t`Organisation`)}
            {head(t`Test mailbox`, styles.wide)}
            {head(t`Last run`)}
            {head(t`Runs`)}
            {head(t`What to do`, mergeClasses(styles.last, styles.end))}
          </tr>
        </thead>
        <tbody>
          {organisations.map((each) => (
            <Row key={each.id} organisation={each} isOpen={each.id === openId} {...actions} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Omit<OrganisationListProps, 'organisations' | 'openId'> & {
  organisation: OrganisationSummary
  isOpen: boolean
}

function Row({ organisation: summary, isOpen, busy, open, edit, save, remove }: RowProps) {
  const styles = useStyles()
  // The question before it goes gives the focus back to where it was asked from.
  const restored = useRestoreFocusTarget()
  const { id, organisation, runs, last } = summary
  const { name, domain, mailbox } = organisation
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        <span className={styles.name}>
          {name}
          {isOpen && <Badge appearance="tint" color="brand">{t`Open now`}</Badge>}
        </span>
        <span className={styles.quiet}>{domain}</span>
      </th>
      <td className={mergeClasses(styles.cell, styles.wide)}>{mailbox}</td>
      <td className={styles.cell}>
        {last ? (
          <>
            <span className={styles.verdict}>
              <VerdictIcon verdict={runVerdictIcon[last.verdict]} />
              {runVerdictWords[last.verdict]}
            </span>
            <span className={styles.quiet}>
              <Moment iso={last.startedAt} show="both" />
            </span>
          </>
        ) : (
          <span className={styles.quiet}>{t`Not looked at yet`}</span>
        )}
      </td>
      <td className={mergeClasses(styles.cell, styles.number)}>{counted(runs, 'run')}</td>
      <td className={mergeClasses(styles.cell, styles.last)}>
        <div className={styles.actions}>
          {isOpen ? (
            <Button
              size="small"
              icon={<Edit16Regular />}
              onClick={edit}
              aria-label={t`Change ${name}`}
            >{t`Change`}</Button>
          ) : (
            <Button
              size="small"
              disabledFocusable={busy}
              onClick={() => open(id)}
              aria-label={t`Open ${name}`}
            >{t`Open`}</Button>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowExport16Regular />}
            title={t`Save as a file`}
            aria-label={t`Save ${name} as a file`}
            onClick={() => save(summary)}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete16Regular />}
            title={t`Remove`}
            aria-label={t`Remove ${name}`}
            disabledFocusable={busy && isOpen}
            {...restored}
            onClick={() => remove(summary)}
          />
        </div>
      </td>
    </tr>
  )
}
