export function findChromium(): string | null
export function findBrowser(chosen: string | undefined, names: string[]): string | null
