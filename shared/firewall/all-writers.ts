import type { Writer } from './writer.ts'
import awsSecurityGroup from './writers/aws-security-group.ts'
import awsTerraform from './writers/aws-terraform.ts'
import azureNsgArm from './writers/azure-nsg-arm.ts'
import azureTerraform from './writers/azure-terraform.ts'
import checkPoint from './writers/check-point.ts'
import ciscoAsa from './writers/cisco-asa.ts'
import ciscoIosXe from './writers/cisco-ios-xe.ts'
import f5Afm from './writers/f5-afm.ts'
import fortigate from './writers/fortigate.ts'
import iisIpSecurity from './writers/iis-ip-security.ts'
import ip6tables from './writers/ip6tables.ts'
import iptables from './writers/iptables.ts'
import juniperSrx from './writers/juniper-srx.ts'
import nftables from './writers/nftables.ts'
import opnsense from './writers/opnsense.ts'
import opnsenseXml from './writers/opnsense-xml.ts'
import panos from './writers/panos.ts'
import pfsense from './writers/pfsense.ts'
import pfsenseXml from './writers/pfsense-xml.ts'
import sonicwall from './writers/sonicwall.ts'
import sophos from './writers/sophos.ts'
import windowsFirewall from './writers/windows-firewall.ts'

/** The writers of every firewall's syntax, in the order in which they are offered. */
export const allWriters: readonly Writer[] = [
  awsSecurityGroup,
  awsTerraform,
  azureNsgArm,
  azureTerraform,
  checkPoint,
  ciscoAsa,
  ciscoIosXe,
  f5Afm,
  fortigate,
  iisIpSecurity,
  ip6tables,
  iptables,
  juniperSrx,
  nftables,
  opnsense,
  opnsenseXml,
  panos,
  pfsense,
  pfsenseXml,
  sonicwall,
  sophos,
  windowsFirewall,
]
