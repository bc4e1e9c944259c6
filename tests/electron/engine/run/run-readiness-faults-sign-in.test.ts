import { describeFaults } from './fault-run.ts'

describeFaults('sign-in')
