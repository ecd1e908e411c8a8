// How a text may be written otherwise before it is signed, whatever the gateway.
import { textBecomes, type FormMistake } from './form-draft.ts'

/** Half a surrogate pair is no character, and nothing encodes it. */
export const percentEncoded = (text: string) => encodeURIComponent(text.toWellFormed())
export const formEncoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)

export const LETTER_CASE: FormMistake = {
  name: 'letter-case',
  about: 'the signed text is in other letters, all small or all capital',
  bend: (draft) =>
    textBecomes(
      draft,
      (text) => text.toLowerCase(),
      (text) => text.toUpperCase(),
    ),
}
