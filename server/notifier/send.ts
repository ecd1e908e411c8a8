// The port through which notifications leave. A host carries them out; a test drive hands them to
// the merchant in process.

export interface OutgoingNotification {
  url: string
  headers: Record<string, string>
  body: string
  /** In the time of the host, already scaled. */
  timeoutMs: number
}

/** The merchant's answer, or why there is none (in words for the delivery log). */
export type SendResult = { status: number; body: string } | { failed: string }

export type Send = (notification: OutgoingNotification) => Promise<SendResult>
