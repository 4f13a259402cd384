import type { WxtStorageItem } from '@wxt-dev/storage'
import { useEffect, useState } from 'preact/hooks'

/** A stored value, kept up to date over all pages; undefined until read. */
export function useStored<T>(item: WxtStorageItem<T, Record<string, unknown>>): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    item.getValue().then(setValue)
    return item.watch((next) => setValue(() => next))
  }, [item])
  return value
}
