import { makeStyles, Spinner, type SpinnerProps } from '@fluentui/react-components'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'

const STILL = '@media (prefers-reduced-motion: reduce)'

const useStyles = makeStyles({
  moving: { [STILL]: { display: 'none' } },
  still: { display: 'none', [STILL]: { display: 'block' } },
})

/** Says that work is under way: a spinner, or a clock that stands still for those who asked for less motion. */
export function Working({ size, pixels }: { size: SpinnerProps['size']; pixels: number }) {
  const styles = useStyles()
  return (
    <>
      <Spinner size={size} className={styles.moving} aria-hidden />
      <ClockRegular className={styles.still} fontSize={pixels} aria-hidden />
    </>
  )
}
