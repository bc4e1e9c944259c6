import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left'
import { useState } from 'react'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { draftOf } from '../../store/organisation-draft.ts'
import { useSession } from '../../store/session-context.tsx'
import { OpenFile } from './open-file.tsx'
import { OrganisationForm } from './organisation-form.tsx'

const useStyles = makeStyles({
  main: {
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} 64px`,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  back: { marginLeft: '-12px', marginTop: '-8px', marginBottom: tokens.spacingVerticalS },
  prose: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 560px) minmax(0, 320px)',
    gap: `${tokens.spacingVerticalXXL} 64px`,
    marginTop: tokens.spacingVerticalXXL,
    alignItems: 'start',
    '@media (max-width: 1150px)': {
      gridTemplateColumns: 'minmax(0, 480px) minmax(0, 240px)',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  // Its headings stand beside the labels of the form, which have so much above them.
  aside: { display: 'grid', gap: tokens.spacingVerticalXXL, paddingTop: tokens.spacingVerticalXXS },
  demo: { marginTop: 0 },
  label: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
})

/** Names the organisation: empty when none is open yet, otherwise as it is. */
export function OrganisationPage() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const show = useSession((state) => state.show)
  const [base, setBase] = useState<{ organisation: Organisation | null; place: number }>({ organisation, place: 0 })
  return (
    <main id="findings" tabIndex={-1} className={styles.main}>
      {organisation ? (
        <>
          <Button
            appearance="subtle"
            className={styles.back}
            icon={<ArrowLeft20Regular />}
            onClick={() => show({ kind: 'step', step: 'servers' })}
          >
            Back to the findings
          </Button>
          <h1 className={styles.title}>{organisation.name}</h1>
          <p className={styles.prose}>What Postern looks at, and as whom. A change takes effect with the next run.</p>
        </>
      ) : (
        <>
          <h1 className={styles.title}>Find out whether your Exchange can be reached</h1>
          <p className={styles.prose}>
            Postern looks at your Exchange from this machine, the way a cloud service would: its names, connection,
            certificate and sign-in, Autodiscover, EWS and ActiveSync. It changes no setting of a server, and says
            before a run what that would leave there. It says what to mend, and shows how it knows.
          </p>
        </>
      )}
      <div className={styles.columns}>
        <OrganisationForm key={base.place} base={base.organisation} draft={draftOf(base.organisation)} />
        <div className={styles.aside}>
          <section>
            <h2 className={styles.label}>From a file</h2>
            <OpenFile onRead={(read) => setBase(({ place }) => ({ organisation: read, place: place + 1 }))} />
          </section>
          <section>
            <h2 className={styles.label}>No Exchange at hand?</h2>
            <p className={mergeClasses(styles.prose, styles.demo)}>
              <span className={styles.code}>npm run demo</span> in Postern’s folder starts the lab, a simulated Exchange
              on this machine, and opens its organisation here.
            </p>
          </section>
        </div>
      </div>
    </main>
  )
}
