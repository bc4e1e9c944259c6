/** A text as a string of a .tf.json says it: there `${` and `%{` begin an expression, and are doubled where they do not. */
export function terraformText(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&')
}

/** An expression, as a string of a .tf.json holds it. */
export function terraformExpression(expression: string): string {
  return `\${${expression}}`
}

/** A configuration as a .tf.json file. */
export function terraformFile(configuration: object): string {
  return `${JSON.stringify(configuration, null, 2)}\n`
}

/** What takes back all that a file made: Terraform destroys what a configuration no longer holds. */
export function emptyTerraformFile(what: string): string {
  return terraformFile({ '//': terraformText(what) })
}
