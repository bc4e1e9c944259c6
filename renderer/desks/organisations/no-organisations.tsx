import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: { maxWidth: '68ch' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
})

/** The desk before the first organisation: what it is for, and how it is filled. `more` is another way than naming one. */
export function NoOrganisations({ create, more }: { create(): void; more: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.root}>
      <h2 className={styles.title}>No organisation is kept yet</h2>
      <p className={styles.prose}>
        An organisation is a mail domain with its servers, a test mailbox and the account to look as. Who looks after
        several keeps them here side by side, switches between them, and hands them on as files without a password.
      </p>
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={create}>
          Name an organisation
        </Button>
        {more}
      </div>
      <p className={styles.prose}>
        No Exchange at hand? <span className={styles.code}>npm run demo</span> in Postern’s folder starts the lab, a
        simulated Exchange on this machine, and opens its organisation here.
      </p>
    </section>
  )
}
