import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { NextStep } from '../../ui/next-step.tsx'
import { whyStep } from '../step-words.ts'
import { formStoreOf } from './form-store.ts'
import { OpenFile } from './open-file.tsx'
import { useOrganisationFile } from './organisation-file-reader.ts'
import { OrganisationForm } from './organisation-form.tsx'
import { FormContext } from './use-form.ts'

const useStyles = makeStyles({
  main: {
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} 64px`,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
  },
  prose: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '72ch',
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
    '@media (max-width: 800px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
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

/** The first step: names the organisation, empty when none is open yet, otherwise as it is. */
export default function OrganisationStep() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const id = useSession((state) => state.organisationId)
  const form = formStoreOf(useClient())
  const generation = useStore(form, (state) => state.generation)
  const file = useOrganisationFile((read) => form.getState().take(read))
  useEffect(() => form.getState().openFor(id, organisation), [form, id, organisation])
  return (
    <DropArea what={t`an organisation file`} onFiles={([dropped]) => dropped && void file.read(dropped)}>
      <main id="findings" tabIndex={-1} className={styles.main}>
        {organisation ? (
          <>
            <h1 className={styles.title}>{organisation.name}</h1>
            <p
              className={styles.prose}
            >{t`What Postern looks at, and as whom. A change takes effect with the next run.`}</p>
          </>
        ) : (
          <>
            <h1 className={styles.title}>{t`Find out whether your Exchange can be reached`}</h1>
            <p
              className={styles.prose}
            >{t`Postern looks at your Exchange from this machine, the way a cloud service would. It changes no setting of a server, says what to mend, and shows how it knows.`}</p>
          </>
        )}
        <p className={styles.prose}>{whyStep.organisation}</p>
        <div className={styles.columns}>
          <FormContext value={form}>
            <OrganisationForm key={generation} />
          </FormContext>
          <div className={styles.aside}>
            <section>
              <h2 className={styles.label}>{t`From a file`}</h2>
              <OpenFile file={file} />
            </section>
            <section>
              <h2 className={styles.label}>{t`No Exchange at hand?`}</h2>
              <p className={mergeClasses(styles.prose, styles.demo)}>
                <span className={styles.code}>{t`npm run demo`}</span>
                {t` in Postern’s folder starts the lab, a simulated Exchange on this machine, and opens its organisation here.`}
              </p>
            </section>
          </div>
        </div>
        <NextStep from="organisation" />
      </main>
    </DropArea>
  )
}
