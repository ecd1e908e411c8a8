// What an autopsy of a signature found, as the journal keeps it beside the answer.

/** What the gateway knows of a call and its reply does not say. */
export interface Hint {
  name: string
  about: string
}

/** Why a signature does not fit, as far as trying known mistakes can tell. */
export interface Explanation {
  /** `none-fits`: no known mistake reproduces the client's value; `fits`: nothing is wrong. */
  verdict: 'mistake' | 'none-fits' | 'fits'
  /** Named; together they make the client's value. What was found on the way to `none-fits` too. */
  mistakes: { name: string; about: string }[]
  /** Not everything was tried: the budget of the search was used up. Only with `none-fits`. */
  isCutShort?: true
  /** What should have been signed. */
  gatewayText: string
  /** What the client most probably signed; absent when nobody can tell. */
  clientText?: string
  /** Where the two first differ, counted in characters from 0. */
  differsAt?: number
}
