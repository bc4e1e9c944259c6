import { StepFrame } from '../../ui/step-frame.tsx'

/** The step of this name, with its findings. */
export default function SignInStep() {
  return <StepFrame step="sign-in" />
}
