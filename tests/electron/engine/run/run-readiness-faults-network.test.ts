import { describeFaults } from './fault-run.ts'

describeFaults('network')
