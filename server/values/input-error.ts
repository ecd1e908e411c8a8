// An error of whoever called us: it names the field, what is wrong, and how to mend it.

export class InputError extends Error {
  readonly field: string

  constructor(field: string, remedy: string) {
    super(`${field}: ${remedy}`)
    this.name = 'InputError'
    this.field = field
  }
}
