/** A service that keeps mailboxes itself, by the names of its hosts. */
type CloudService = {
  name: 'Microsoft 365' | 'Google Workspace'
  /** Whatever of it a client may be led to. */
  hosts: RegExp
  /** Where its mailboxes receive their mail; its other hosts may be filters before any server. */
  mailExchangers: RegExp
}

const services: readonly CloudService[] = [
  {
    name: 'Microsoft 365',
    hosts:
      /(?:^|\.)(?:outlook\.com|office365\.com|office\.com|onmicrosoft\.com|microsoftonline\.com|cloud\.microsoft|mx\.microsoft)$/,
    mailExchangers: /\.(?:mail\.protection\.outlook\.com|mx\.microsoft)$/,
  },
  {
    name: 'Google Workspace',
    hosts: /(?:^|\.)(?:google\.com|googlemail\.com)$/,
    mailExchangers: /(?:^|\.)aspmx\.l\.google\.com$|\.googlemail\.com$|^smtp\.google\.com$/,
  },
]

/** The service to which a host belongs; undefined for every other host. */
export function cloudOf(host: string): CloudService['name'] | undefined {
  return serviceWith('hosts', host)
}

/** The service that keeps the mailboxes for which a host receives mail; undefined for every other host. */
export function mailboxCloudOf(exchange: string): CloudService['name'] | undefined {
  return serviceWith('mailExchangers', exchange)
}

function serviceWith(names: 'hosts' | 'mailExchangers', host: string): CloudService['name'] | undefined {
  const name = host.toLowerCase().replace(/\.$/, '')
  return services.find((service) => service[names].test(name))?.name
}
