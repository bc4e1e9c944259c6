import { describeFaults } from './fault-run.ts'

describeFaults('active-sync')
