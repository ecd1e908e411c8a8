// `version: 1` in a file that people write (a scenario, a mapping, a list of known failures): the form that the
// file is in. Without it, it is in the form that this program reads. Forms change by new fields; only
// a change that an older program would misread makes a new version.
import * as v from 'valibot'

const FILE_VERSION = 1

const NEWER = `must be ${FILE_VERSION}, the version that this alipay-sim reads; a file of a newer version needs a newer alipay-sim`

export const fileVersion = v.optional(v.literal(FILE_VERSION, NEWER))

/** How a published JSON Schema of such files is called. */
export const schemaId = (kind: string): string => `urn:alipay-sim:${kind}:${FILE_VERSION}`
