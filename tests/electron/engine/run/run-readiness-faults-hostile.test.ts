import { describeFaults } from './fault-run.ts'

describeFaults('hostile')
