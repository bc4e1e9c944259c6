import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { t } from '../../shared/language/translate.ts'

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

type EmptyDeskProps = {
  title: string
  /** What the desk is for. */
  children: ReactNode
  /** The buttons by which it is filled. */
  buttons: ReactNode
}

/** A desk with nothing on it: what it is for, how it is filled, and the lab for whom there is nothing to fill it with. */
export function EmptyDesk({ title, children, buttons }: EmptyDeskProps) {
  const styles = useStyles()
  return (
    <section className={styles.root}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.prose}>{children}</p>
      <div className={styles.buttons}>{buttons}</div>
      <p className={styles.prose}>
        {t`No Exchange at hand? `}
        <span className={styles.code}>{t`npm run demo`}</span>
        {t` in Postern’s folder starts the lab, a simulated Exchange on this machine.`}
      </p>
    </section>
  )
}
