import { readdirSync, readFileSync } from 'node:fs'

/** Of Linux: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const msPerTick = 10

/**
 * CPU time that workerd has used so far, the product's and D1's together, in milliseconds; where the system does not say
 * it (no /proc), time that has passed.
 */
export function cpuMs(): number {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return all.map(statOf).reduce((sum, { ms }) => sum + ms, 0)
  } catch {
    return performance.now()
  }
}

/** Of a workerd that this process started; 0 for everyone else, and for a process that has ended meanwhile. */
function statOf(pid: string): { ms: number } {
  try {
    const [, name, rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const fields = rest.split(' ')
    if (name !== 'workerd' || Number(fields[1]) !== process.pid) return { ms: 0 }
    return { ms: (Number(fields[11]) + Number(fields[12])) * msPerTick }
  } catch {
    return { ms: 0 }
  }
}
