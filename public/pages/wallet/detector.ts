// The browser's own reader of codes, which TypeScript does not know yet and not every browser has.
interface Found {
  rawValue: string
}

export interface Detector {
  detect(source: ImageBitmapSource): Promise<Found[]>
}

declare global {
  var BarcodeDetector: (new (options: { formats: string[] }) => Detector) | undefined
}

export const detector: Detector | undefined =
  globalThis.BarcodeDetector && new globalThis.BarcodeDetector({ formats: ['qr_code'] })
