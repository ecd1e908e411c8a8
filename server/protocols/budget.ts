// How much work one explanation may cost. Counted in bytes of text made and digested, not in time, so
// that the same request always gets the same explanation (docs/decisions/explanations.md).

export interface Budget {
  /** Takes the cost of the next piece of work; false when there is not enough left for it. */
  spend(bytes: number): boolean
  spent(): number
  /** True once something was left undone. */
  isUsedUp(): boolean
}

/** In the request path, where everybody waits: some 5 ms. */
export const QUICK_BYTES = 1.5 * 1024 * 1024
/** For somebody who asks, and waits: some 150 ms. */
export const THOROUGH_BYTES = 48 * 1024 * 1024

/** What one try costs whatever its length: sorting, joining, and starting a digest. */
export const TRY_BYTES = 2_048
/** What one RSA operation costs, compared with a digest. */
export const PUBLIC_KEY_BYTES = 16 * 1024
export const PRIVATE_KEY_BYTES = 256 * 1024

/** No request of an SDK has as many parameters; sorting many more would cost more than their bytes. */
export const MOST_PARTS = 64

export function openBudget(bytes: number): Budget {
  let left = bytes
  let isUsedUp = false
  return {
    spend: (cost) => {
      if (isUsedUp || cost > left) {
        isUsedUp = true
        return false
      }
      left -= cost
      return true
    },
    spent: () => bytes - left,
    isUsedUp: () => isUsedUp,
  }
}
