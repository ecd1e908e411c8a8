// Reads a QR code out of a picture: with the browser's own reader where it has one, which TypeScript does not
// know yet, and with a library where it has none. The library is loaded when somebody scans.
interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>
}

declare global {
  var BarcodeDetector:
    | { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
    | undefined
}

/** Finer pictures are drawn smaller: a code is found as well, and sooner. */
const MOST_PIXELS = 1_024

/** A picture that somebody chose is worth a second's search. */
const SEARCH = { effort: 3, timeLimit: 1_000 }

/** `undefined` when there is no code in it. */
export async function readCode(
  picture: ImageBitmap | HTMLVideoElement,
): Promise<string | undefined> {
  const Own = globalThis.BarcodeDetector
  // Some browsers have the reader and no format that it can read.
  if (Own && (await Own.getSupportedFormats()).includes('qr_code')) {
    const [code] = await new Own({ formats: ['qr_code'] }).detect(picture)
    if (code) return code.rawValue
  }
  const pixels = pixelsOf(picture)
  if (!pixels) return undefined
  const { default: decode } = await import('qr/decode.js')
  try {
    return decode(pixels, SEARCH)
  } catch {
    return undefined
  }
}

function pixelsOf(picture: ImageBitmap | HTMLVideoElement): ImageData | undefined {
  const [wide, high] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.width, picture.height]
  if (wide === 0 || high === 0) return undefined
  const scale = Math.min(1, MOST_PIXELS / Math.max(wide, high))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(wide * scale))
  canvas.height = Math.max(1, Math.round(high * scale))
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  pen?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return pen?.getImageData(0, 0, canvas.width, canvas.height)
}
