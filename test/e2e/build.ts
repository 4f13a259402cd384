import { buildExtension, buildWorker } from '../../scripts/build.ts'

/** The end-to-end tests drive what would be shipped. */
export default function setup(): void {
  buildWorker()
  buildExtension({ forTests: true })
}
