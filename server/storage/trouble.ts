// What is wrong with the disk or a database file, as opposed to with us: it may pass by itself or be
// mended, and until then nothing is lost, because nothing was begun that could not be written.

/** Thrown by a driver; its message is one line for a person, with the file and the remedy. */
export class StorageTrouble extends Error {
  constructor(line: string, cause: unknown) {
    super(line, { cause })
    this.name = 'StorageTrouble'
  }
}
