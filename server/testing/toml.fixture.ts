// Reads as much TOML as wrangler.toml has: tables, arrays of tables, and values that are also JSON.

type Table = { [name: string]: unknown }

export function readToml(text: string): Table {
  const root: Table = {}
  let at = root
  // An array may go over several lines, with a comma behind its last value.
  const joined = text.replaceAll(/\[\n[^\]]*\]/g, (array) =>
    array.replaceAll(/\s*\n\s*/g, ' ').replace(/,\s*\]/, ']'),
  )
  for (const raw of joined.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const header = /^(\[\[?)([\w.-]+)(\]\]?)$/.exec(line)
    const pair = /^([\w-]+) = (.+)$/.exec(line)
    if (header) at = tableAt(root, (header[2] ?? '').split('.'), header[1] === '[[')
    else if (pair) at[pair[1] ?? ''] = JSON.parse(pair[2] ?? '')
    else throw new Error(`no TOML that this reads: ${line}`)
  }
  return root
}

function tableAt(root: Table, path: string[], isOneOfMany: boolean): Table {
  const last = path.pop() ?? ''
  let at = root
  for (const name of path) at = (at[name] ??= {}) as Table
  const table: Table = {}
  if (isOneOfMany) at[last] = [...((at[last] as Table[] | undefined) ?? []), table]
  else at[last] = table
  return table
}
