// JSON that came from outside, read member by member.

export type Members = Readonly<Record<string, unknown>>

/** `undefined` for what is no object. */
export function membersIn(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isMembers(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Empty for what is not there. */
export function inside(members: Members, name: string): Members {
  const value = members[name]
  return isMembers(value) ? value : {}
}

/** Numbers count as their text; empty for anything else. */
export function textIn(members: Members, name: string): string {
  const value = members[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
