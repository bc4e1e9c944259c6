import { closed, keyed, noExpression } from './closed.ts'

/** What Microsoft documents of a security rule, as far as it is used, and nothing beside it. */
const prefix4 = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?$' }
const prefix6 = { type: 'string', pattern: '^[0-9a-f:]*:[0-9a-f:]*(/\\d+)?$' }
const oneFamily = {
  anyOf: [prefix4, prefix6].map((items) => ({ type: 'array', minItems: 1, uniqueItems: true, items })),
}
const name = { type: 'string', pattern: '^[A-Za-z0-9][\\w.-]{0,78}\\w$' }
const description = { type: 'string', maxLength: 140, pattern: '^[\\x20-\\x7e]*$' }
const priority = { type: 'integer', minimum: 100, maximum: 4096 }
const ports = { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', pattern: '^\\d{1,5}$' } }
const groupName = { type: 'string', pattern: '^[\\w(][\\w.()-]{0,89}$' }

export const armTemplate = closed({
  $schema: { const: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#' },
  contentVersion: { const: '1.0.0.0' },
  metadata: closed({ description: { type: 'string', pattern: '^Postern: ' } }),
  parameters: closed({
    networkSecurityGroupName: closed(
      {
        type: { const: 'string' },
        defaultValue: groupName,
        metadata: closed({ description: { type: 'string' } }),
      },
      ['type', 'metadata'],
    ),
  }),
  variables: {
    type: 'object',
    properties: {
      PSTN_rules: {
        type: 'array',
        maxItems: 800,
        items: closed({
          name,
          enabled: { type: 'boolean' },
          properties: closed({
            ...{ description, priority, direction: { const: 'Inbound' }, access: { enum: ['Allow', 'Deny'] } },
            ...{ protocol: { enum: ['Tcp', 'Udp'] }, sourcePortRange: { const: '*' } },
            sourceAddressPrefixes: { type: 'string', pattern: "^\\[variables\\('PSTN_S[46]_[A-Z0-9_]+'\\)\\]$" },
            ...{ destinationAddressPrefixes: oneFamily, destinationPortRanges: ports },
          }),
        }),
      },
    },
    required: ['PSTN_rules'],
    patternProperties: { '^PSTN_S[46]_[A-Z0-9_]+$': oneFamily },
    additionalProperties: false,
  },
  resources: {
    type: 'array',
    maxItems: 1,
    items: closed({
      copy: closed({
        name: { const: 'PSTN_rules' },
        count: { const: "[length(variables('PSTN_rules'))]" },
        mode: { const: 'serial' },
        batchSize: { const: 1 },
      }),
      condition: { const: "[variables('PSTN_rules')[copyIndex()].enabled]" },
      type: { const: 'Microsoft.Network/networkSecurityGroups/securityRules' },
      apiVersion: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
      name: {
        const: "[format('{0}/{1}', parameters('networkSecurityGroupName'), variables('PSTN_rules')[copyIndex()].name)]",
      },
      properties: { const: "[variables('PSTN_rules')[copyIndex()].properties]" },
    }),
  },
})

const variable = closed({ type: { const: 'string' }, description: { type: 'string' }, default: groupName }, [
  'type',
  'description',
])

export const azureTerraform = closed(
  {
    '//': { type: 'string' },
    variable: closed({ PSTN_resource_group_name: variable, PSTN_network_security_group_name: variable }),
    locals: closed({
      PSTN_enabled: keyed('^PSTN_R_[A-Z0-9_]+$', { type: 'boolean' }),
      PSTN_senders: keyed('^PSTN_S[46]_[A-Z0-9_]+$', oneFamily),
    }),
    resource: closed({
      azurerm_network_security_rule: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        patternProperties: {
          '^PSTN_R_[A-Z0-9_]+-[A-Z0-9_]+-(TCP|UDP)-[46]$': closed({
            ...{ name, priority, direction: { const: 'Inbound' }, access: { enum: ['Allow', 'Deny'] } },
            ...{ protocol: { enum: ['Tcp', 'Udp'] }, source_port_range: { const: '*' } },
            count: { type: 'string', pattern: '^\\$\\{local\\.PSTN_enabled\\.PSTN_R_[A-Z0-9_]+ \\? 1 : 0\\}$' },
            resource_group_name: { const: `\${var.PSTN_resource_group_name}` },
            network_security_group_name: { const: `\${var.PSTN_network_security_group_name}` },
            source_address_prefixes: {
              ...{ type: 'string', pattern: '^\\$\\{local\\.PSTN_senders\\.PSTN_S[46]_[A-Z0-9_]+\\}$' },
            },
            ...{ destination_address_prefixes: oneFamily, destination_port_ranges: ports },
            // Escapes double what would begin an expression.
            description: {
              type: 'string',
              maxLength: 280,
              ...noExpression,
            },
          }),
        },
      },
    }),
  },
  ['//', 'variable', 'locals'],
)
