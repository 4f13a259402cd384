import { isolate } from './isolate.ts'

/** Foreign texts in one line, each isolated: none can turn round or drown its neighbours. Blanks are left out. */
export function joinForeign(parts: readonly (string | null | undefined | false)[], between = ' · '): string {
  return parts
    .filter((part): part is string => !!part)
    .map(isolate)
    .join(between)
}
