// What is wrong with the disk or a database file, as opposed to a bug of ours. It may pass by itself or
// be repaired. Until then nothing is lost, because nothing begins that cannot be written.

/** Thrown by a driver; its message is one line for a person, with the file and the remedy. */
export class StorageTrouble extends Error {
  constructor(line: string, cause: unknown) {
    super(line, { cause })
    this.name = 'StorageTrouble'
  }
}
