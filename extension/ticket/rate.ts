/** More than a person opens by hand. */
const most = 10
const withinMilliseconds = 10_000

/** Counts what happens; `tooMany` once it was more than ten times in ten seconds, until it rests. */
export function createRate() {
  let times: number[] = []
  const drop = (now: number) => {
    times = times.filter((time) => now - time < withinMilliseconds)
  }
  return {
    note(now: number) {
      times.push(now)
    },
    tooMany(now: number) {
      drop(now)
      return times.length > most
    },
  }
}
