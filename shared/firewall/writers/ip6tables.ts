import { iptablesWriter } from '../iptables-lines.ts'

export default iptablesWriter(6)
