import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  ground: { fill: tokens.colorBrandBackground },
  door: { fill: tokens.colorNeutralForegroundOnBrand },
})

/** Postern's sign, a small door; always beside its name. */
export function PosternMark() {
  const styles = useStyles()
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect className={styles.ground} width="32" height="32" rx="6" />
      <path className={styles.door} d="M9 26V14a7 7 0 0 1 14 0v12z" />
      <circle className={styles.ground} cx="19" cy="19" r="1.5" />
    </svg>
  )
}
